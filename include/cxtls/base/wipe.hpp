// Overwrites memory that held a secret, in a way the optimiser can't remove.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace cxtls {

namespace detail {
// Out of line: inlined, Clang -O2 kept key bytes in stack spills around it.
[[gnu::noinline]] inline void wipe_at_run_time(std::uint8_t* at, std::size_t size) {
  std::memset(at, 0, size);
  asm volatile("" : : "r"(at) : "memory");  // the zeros are "read", so the stores must happen
}
// Out of line for the same reason.
[[gnu::noinline]] inline void move_secret_at_run_time(std::uint8_t* to, std::uint8_t* from, std::size_t size) {
  std::memcpy(to, from, size);
  wipe_at_run_time(from, size);
}
}  // namespace detail

constexpr void wipe(std::uint8_t* at, std::size_t size) {
  if (size == 0) return;
  if (std::is_constant_evaluated()) {
    for (std::size_t i = 0; i < size; ++i) at[i] = 0;
  } else {
    detail::wipe_at_run_time(at, size);
  }
}

}  // namespace cxtls
