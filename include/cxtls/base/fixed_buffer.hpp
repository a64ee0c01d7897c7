// What buffer is, in a place of its own that never grows: for who must know when it compiles how much memory there is.
#pragma once
#include <array>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/wipe.hpp"

namespace cxtls {

// Octets go where the object goes: a view isn't good after a move of it.
template <std::size_t N>
class fixed_buffer {
 public:
  constexpr fixed_buffer() = default;
  constexpr fixed_buffer(fixed_buffer&& other) noexcept { take(other); }
  constexpr fixed_buffer& operator=(fixed_buffer&& other) noexcept {
    if (this != &other) {
      release();
      take(other);
    }
    return *this;
  }
  constexpr ~fixed_buffer() { release(); }

  constexpr std::size_t size() const { return size_; }
  static constexpr std::size_t capacity() { return N; }
  constexpr bytes view() const { return bytes(octets_).first(size_); }
  constexpr mutable_bytes edit() { return mutable_bytes(octets_).first(size_); }
  // Everything, in use or not.
  constexpr mutable_bytes room() { return octets_; }
  constexpr bytes room() const { return octets_; }

  // False when that is more than there is.
  [[nodiscard]] static constexpr bool reserve(std::size_t capacity) { return capacity <= N; }
  // New octets are what was left there.
  [[nodiscard]] constexpr bool resize(std::size_t size) {
    if (size > N) return false;
    size_ = size;
    return true;
  }
  // Forgets the contents.
  constexpr void release() {
    wipe(octets_.data(), N);
    size_ = 0;
  }

 private:
  constexpr void take(fixed_buffer& other) {
    copy(other.room(), octets_.data());
    size_ = other.size_;
    other.release();
  }
  std::array<std::uint8_t, N> octets_{};
  std::size_t size_ = 0;
};

}  // namespace cxtls
