// IANA "TLS EC Curve Types". All but named_curve are deprecated (RFC 8422, 5.4).
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class ECCurveType : std::uint8_t {
  explicit_prime = 1,
  explicit_char2 = 2,
  named_curve = 3,
};
template <>
inline constexpr auto wire<ECCurveType> = EnumClass<ECCurveType>(u8);
template <>
inline constexpr auto names<ECCurveType> = std::to_array<named<ECCurveType>>({
    {ECCurveType::explicit_prime, "explicit_prime"},
    {ECCurveType::explicit_char2, "explicit_char2"},
    {ECCurveType::named_curve, "named_curve"},
});

}  // namespace cxtls
