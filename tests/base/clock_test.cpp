#include "cxtls/base/clock.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

TEST_CASE("times are ordered and move by seconds") {
  static_assert(unix_time{1} < unix_time{2});
  static_assert(unix_time{-1} < unix_time{});
  static_assert(unix_time{5} + 7 == unix_time{12});
  CHECK(unix_time{5} + -7 == unix_time{-2});
}
