#include "cxtls/base/error.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

TEST_CASE("an error is false until it has a code") {
  static_assert(!error{});
  static_assert(error{errc::truncated});
  CHECK_FALSE(static_cast<bool>(error{}));
  CHECK(static_cast<bool>(error{errc::truncated}));
}

TEST_CASE("errors are equal when code and field are") {
  static_assert(error{errc::truncated, "length"} == error{errc::truncated, "length"});
  static_assert(error{errc::truncated, "length"} != error{errc::truncated, "random"});
  CHECK(error{errc::truncated} != error{errc::need_more});
}

TEST_CASE("no error code hides behind the last") { STATIC_CHECK(errc::last_ == errc::misuse_no_early_data); }
