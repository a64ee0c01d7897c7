// A number for a value, so that equal ones are found again in a table. Not cryptography: whoever may choose the values can
// make many that have one number.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "cxtls/base/bytes.hpp"

namespace cxtls {
namespace detail {

// FNV-1a. For keys that a stranger can't choose, or that he looks up only: its collisions are easy to find.
constexpr std::uint64_t hash_key(bytes key, std::uint64_t begun = 0xcbf29ce484222325) {
  for (std::uint8_t octet : key) begun = (begun ^ octet) * 0x100000001b3;
  return begun;
}

}  // namespace detail

// What is added has a size of its own, so that pieces can't be cut otherwise.
class hasher {
 public:
  template <class T>
    requires std::integral<T> || std::is_enum_v<T>
  constexpr hasher& add(T value) {
    std::uint8_t octets[8]{};
    auto rest = static_cast<std::uint64_t>(value);
    for (std::uint8_t& octet : octets) {
      octet = static_cast<std::uint8_t>(rest);
      rest >>= 8;
    }
    state_ = detail::hash_key(octets, state_);
    return *this;
  }
  constexpr hasher& add(bytes octets) {
    add(octets.size());
    state_ = detail::hash_key(octets, state_);
    return *this;
  }
  // Of numbers, in their order.
  template <class Range>
    requires requires(Range const& all) {
      all.begin();
      { all.size() } -> std::convertible_to<std::size_t>;
      requires !std::convertible_to<Range const&, bytes>;
    }
  constexpr hasher& add(Range const& all) {
    add(all.size());
    for (auto const& one : all) add(one);
    return *this;
  }
  constexpr std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = detail::hash_key({});
};

}  // namespace cxtls
