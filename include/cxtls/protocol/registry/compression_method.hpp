// IANA "TLS Compression Method Identifiers". All but null is forbidden (RFC 8446, 4.1.2).
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class CompressionMethod : std::uint8_t {
  null = 0,
  DEFLATE = 1,
  LZS = 64,
};
template <>
inline constexpr auto wire<CompressionMethod> = EnumClass<CompressionMethod>(u8);
template <>
inline constexpr auto names<CompressionMethod> = std::to_array<named<CompressionMethod>>({
    {CompressionMethod::null, "null"},
    {CompressionMethod::DEFLATE, "DEFLATE"},
    {CompressionMethod::LZS, "LZS"},
});

}  // namespace cxtls
