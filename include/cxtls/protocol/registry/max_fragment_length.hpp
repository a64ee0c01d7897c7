// The code of the max_fragment_length extension. RFC 6066, 4: "If a server receives a maximum fragment length negotiation
// request for a value other than the allowed values, it MUST abort the handshake with an "illegal_parameter" alert."
// So it is closed.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class MaxFragmentLength : std::uint8_t {
  octets_512 = 1,  // 2^9
  octets_1024 = 2,  // 2^10
  octets_2048 = 3,  // 2^11
  octets_4096 = 4,  // 2^12
};
template <>
inline constexpr auto names<MaxFragmentLength> = std::to_array<named<MaxFragmentLength>>({
    {MaxFragmentLength::octets_512, "octets_512"},
    {MaxFragmentLength::octets_1024, "octets_1024"},
    {MaxFragmentLength::octets_2048, "octets_2048"},
    {MaxFragmentLength::octets_4096, "octets_4096"},
});
template <>
inline constexpr auto wire<MaxFragmentLength> = ClosedEnumClass<MaxFragmentLength>(u8);

}  // namespace cxtls
