#include "cxtls/base/bounded.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

namespace {
constexpr bool fills_up_and_no_further() {
  bounded<int, 2> b;
  return b.empty() && b.push(1) && b.push(2) && !b.push(3) && b.size() == 2 && b[0] == 1 && b[1] == 2;
}
constexpr bool starts_over_after_clear() {
  bounded<int, 2> b(1, 2);
  b.clear();
  return b.empty() && !b.contains(1) && b.push(3) && b[0] == 3;
}
}  // namespace

TEST_CASE("a bounded sequence takes what fits and refuses the rest") {
  static_assert(fills_up_and_no_further());
  CHECK(fills_up_and_no_further());
}

TEST_CASE("a cleared sequence starts over") {
  static_assert(starts_over_after_clear());
  CHECK(starts_over_after_clear());
}

TEST_CASE("a bounded sequence is iterated, searched and compared by the elements in use") {
  constexpr bounded<int, 4> two(5, 6);
  static_assert(two.contains(6) && !two.contains(0));
  static_assert(two == bounded<int, 4>(5, 6));
  static_assert(!(two == bounded<int, 4>(5)) && !(two == bounded<int, 4>(5, 7)));
  int sum = 0;
  for (int n : two) sum += n;
  CHECK(sum == 11);
}
