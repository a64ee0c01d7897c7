// Time enters cxtls as an argument; the core reads no clock.
#pragma once
#include <compare>
#include <cstdint>

namespace cxtls {

// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct unix_time {
  std::int64_t seconds = 0;
  friend constexpr auto operator<=>(unix_time, unix_time) = default;
  friend constexpr unix_time operator+(unix_time t, std::int64_t s) { return {t.seconds + s}; }
};

}  // namespace cxtls
