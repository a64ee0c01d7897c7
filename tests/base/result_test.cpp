#include "cxtls/base/result.hpp"

#include <catch2/catch_test_macros.hpp>
#include <type_traits>

using namespace cxtls;

namespace {
struct only_moves {
  int value = 0;
  constexpr explicit only_moves(int v) : value(v) {}
  only_moves(only_moves&&) = default;
  only_moves& operator=(only_moves&&) = default;
};
constexpr result<int> half(int n) {
  if (n % 2 != 0) return errc::value_out_of_range;
  return n / 2;
}
constexpr result<only_moves> moved() { return only_moves(7); }
constexpr status never() { return error{errc::truncated, "length"}; }
}  // namespace

TEST_CASE("a result is a value or the reason why there is none") {
  static_assert(half(4) && *half(4) == 2);
  static_assert(!half(3) && half(3).error() == error{errc::value_out_of_range});
  CHECK(half(4).has_value());
  CHECK(*half(4) == 2);
  CHECK_FALSE(half(3).has_value());
  CHECK(half(3).error().code == errc::value_out_of_range);
}

TEST_CASE("a result hands over what can only be moved") {
  static_assert((*moved()).value == 7);
  only_moves taken = *moved();
  CHECK(taken.value == 7);
  CHECK(moved()->value == 7);
}

TEST_CASE("a status is success, or an error with its field") {
  CHECK(status(done{}).has_value());
  CHECK(never().error() == error{errc::truncated, "length"});
}

TEST_CASE("a result isn't mistaken for its value or for a number") {
  STATIC_CHECK_FALSE(std::is_convertible_v<result<int>, int>);
  STATIC_CHECK_FALSE(std::is_convertible_v<result<int>, bool>);
}
