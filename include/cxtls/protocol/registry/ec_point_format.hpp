// IANA "TLS EC Point Formats". All but uncompressed are deprecated (RFC 8422, 5.1.2).
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class ECPointFormat : std::uint8_t {
  uncompressed = 0,
  ansiX962_compressed_prime = 1,
  ansiX962_compressed_char2 = 2,
};
template <>
inline constexpr auto wire<ECPointFormat> = EnumClass<ECPointFormat>(u8);
template <>
inline constexpr auto names<ECPointFormat> = std::to_array<named<ECPointFormat>>({
    {ECPointFormat::uncompressed, "uncompressed"},
    {ECPointFormat::ansiX962_compressed_prime, "ansiX962_compressed_prime"},
    {ECPointFormat::ansiX962_compressed_char2, "ansiX962_compressed_char2"},
});

}  // namespace cxtls
