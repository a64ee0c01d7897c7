// Views of octets: the only way data travels through cxtls.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace cxtls {

using bytes = std::span<const std::uint8_t>;
using mutable_bytes = std::span<std::uint8_t>;

// Equality of public data. Secrets are compared by the backend's constant-time function only.
constexpr bool equal(bytes a, bytes b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return false;
  return true;
}

// Is this public byte string the text? No terminator, no case folding.
constexpr bool equal(bytes a, std::string_view text) {
  if (a.size() != text.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != static_cast<std::uint8_t>(text[i])) return false;
  return true;
}

// Copies forward; `to` must hold from.size() octets. When the ranges overlap, `to` must not start inside `from`.
constexpr void copy(bytes from, std::uint8_t* to) {
  if (!std::is_constant_evaluated()) {  // compilers don't make a memmove of the loop, because the ranges may overlap
    if (from.size() > PTRDIFF_MAX) __builtin_unreachable();  // no object is larger; GCC 12 warns of it otherwise
    if (!from.empty()) std::memmove(to, from.data(), from.size());  // NOLINT: `to` is null only if nothing is copied
    return;
  }
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = from[i];
}

// The octets of a string, for run-time use: constant evaluation can't look at a char as an octet.
inline bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}
inline std::string_view as_text(bytes octets) { return {reinterpret_cast<char const*>(octets.data()), octets.size()}; }

}  // namespace cxtls
