// Storage for keys: move-only, wiped when moved from and when destroyed, neither comparable nor printable.
#pragma once
#include <cstddef>
#include <cstdint>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/wipe.hpp"

namespace cxtls {

// Up to Capacity octets; size() of them are in use.
template <std::size_t Capacity>
class secret {
 public:
  static constexpr std::size_t capacity = Capacity;

  // Zeros of this many octets, to be filled through fill(). Precondition: size <= Capacity.
  constexpr explicit secret(std::size_t size) : size_(size) {}
  // A copy of secret octets. Precondition: from.size() <= Capacity.
  static constexpr secret of(bytes from) {
    secret s(from.size());
    copy(from, s.octets_);
    return s;
  }

  constexpr secret(secret&& other) noexcept { take(other); }
  constexpr secret& operator=(secret&& other) noexcept {
    if (this != &other) {
      wipe(octets_, Capacity);
      take(other);
    }
    return *this;
  }
  constexpr ~secret() { wipe(octets_, Capacity); }
  secret(secret const&) = delete;                 // duplicate() says it on purpose
  bool operator==(secret const&) const = delete;  // in constant time, by a backend: B::equal(a.expose(), b.expose())

  constexpr std::size_t size() const { return size_; }
  // The secret in the clear, for the backend's functions. Greppable on purpose.
  constexpr bytes expose() const { return {octets_, size_}; }
  constexpr mutable_bytes fill() { return {octets_, size_}; }
  // A second owner of the same secret, on purpose.
  constexpr secret duplicate() const { return of(expose()); }

 private:
  constexpr void take(secret& other) {
    size_ = other.size_;
    other.size_ = 0;
    if (!std::is_constant_evaluated()) return detail::move_secret_at_run_time(octets_, other.octets_, Capacity);
    for (std::size_t i = 0; i < Capacity; ++i) octets_[i] = other.octets_[i];
    wipe(other.octets_, Capacity);
  }
  std::uint8_t octets_[Capacity]{};
  std::size_t size_ = 0;
};

}  // namespace cxtls
