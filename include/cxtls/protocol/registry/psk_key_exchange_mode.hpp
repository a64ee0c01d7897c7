// IANA "TLS PskKeyExchangeMode".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class PskKeyExchangeMode : std::uint8_t {
  psk_ke = 0,
  psk_dhe_ke = 1,
};
template <>
inline constexpr auto wire<PskKeyExchangeMode> = EnumClass<PskKeyExchangeMode>(u8);
template <>
inline constexpr auto names<PskKeyExchangeMode> = std::to_array<named<PskKeyExchangeMode>>({
    {PskKeyExchangeMode::psk_ke, "psk_ke"},
    {PskKeyExchangeMode::psk_dhe_ke, "psk_dhe_ke"},
});

}  // namespace cxtls
