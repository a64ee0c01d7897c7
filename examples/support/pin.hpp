// Pins from the command line.
#pragma once
#include <optional>
#include <string_view>

#include "cxtls/x509/identity.hpp"

namespace support {

// The SHA-256 of a public key, as 64 hexadecimal digits.
inline std::optional<cxtls::spki_pin> parse_pin(std::string_view digits) {
  cxtls::spki_pin pin{};
  if (digits.size() != 2 * pin.size()) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t value = std::string_view("0123456789abcdef").find(digits[i]);
    if (value == digits.npos) return std::nullopt;
    pin[i / 2] = static_cast<std::uint8_t>(pin[i / 2] << 4 | value);
  }
  return pin;
}

}  // namespace support
