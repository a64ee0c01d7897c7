// ProtocolVersion as one number (RFC 8446, 4.1.2). cxtls negotiates tls12 and tls13 only; the others are named for logs.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class ProtocolVersion : std::uint16_t {
  ssl30 = 0x0300,
  tls10 = 0x0301,
  tls11 = 0x0302,
  tls12 = 0x0303,
  tls13 = 0x0304,
};
template <>
inline constexpr auto wire<ProtocolVersion> = EnumClass<ProtocolVersion>(u16);
template <>
inline constexpr auto names<ProtocolVersion> = std::to_array<named<ProtocolVersion>>({
    {ProtocolVersion::ssl30, "ssl30"},
    {ProtocolVersion::tls10, "tls10"},
    {ProtocolVersion::tls11, "tls11"},
    {ProtocolVersion::tls12, "tls12"},
    {ProtocolVersion::tls13, "tls13"},
});

}  // namespace cxtls
