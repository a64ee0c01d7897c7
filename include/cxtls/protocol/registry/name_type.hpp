// NameType (RFC 6066, 3).
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class NameType : std::uint8_t {
  host_name = 0,
};
template <>
inline constexpr auto wire<NameType> = EnumClass<NameType>(u8);
template <>
inline constexpr auto names<NameType> = std::to_array<named<NameType>>({
    {NameType::host_name, "host_name"},
});

}  // namespace cxtls
