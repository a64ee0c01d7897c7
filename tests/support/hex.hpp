// Hex, as published vectors are printed, to octets and back.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxtls/base/bytes.hpp"

namespace cxtls::test {

// Two digits per octet; anything else between octets is skipped.
constexpr std::vector<std::uint8_t> unhex(std::string_view text) {
  constexpr auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::vector<std::uint8_t> out;
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (digit(text[i]) >= 0) {
      out.push_back(static_cast<std::uint8_t>(16 * digit(text[i]) + digit(text[i + 1])));
      ++i;
    }
  return out;
}

inline std::string hex(bytes in) {
  std::string text;
  for (std::uint8_t octet : in) {
    text += "0123456789abcdef"[octet >> 4];
    text += "0123456789abcdef"[octet & 15];
  }
  return text;
}

}  // namespace cxtls::test
