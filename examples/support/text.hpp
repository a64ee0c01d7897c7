// Octets as text for a terminal: what comes from a peer must not speak to it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "cxtls/base/bytes.hpp"

namespace support {

constexpr bool is_printable(char c) { return c >= ' ' && c <= '~'; }

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Is the text this word, given in lower case?
constexpr bool same_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (lower(text[i]) != word[i]) return false;
  return true;
}

// Every other octet as a question mark.
inline std::string printable(std::string_view text) {
  std::string shown(text);
  for (char& c : shown)
    if (!is_printable(c)) c = '?';
  return shown;
}

inline std::string hex(cxtls::bytes octets, std::string_view between) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t octet : octets) {
    if (!text.empty()) text.append(between);
    text.push_back(digits[octet >> 4]);
    text.push_back(digits[octet & 15]);
  }
  return text;
}

// In quotation marks, if all of it can be shown, as a server name or a protocol can; else empty.
inline std::string quoted(cxtls::bytes octets) {
  constexpr std::size_t longest = 64;
  if (octets.empty() || octets.size() > longest) return {};
  for (const std::uint8_t octet : octets)
    if (!is_printable(static_cast<char>(octet))) return {};
  return '"' + std::string(cxtls::as_text(octets)) + '"';
}

}  // namespace support
