#include "cxtls/base/wipe.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

namespace {
constexpr bool wipes_what_it_is_told_and_no_more() {
  std::array<std::uint8_t, 4> a{1, 2, 3, 4};
  wipe(a.data() + 1, 2);
  return a == std::array<std::uint8_t, 4>{1, 0, 0, 4};
}
}  // namespace

TEST_CASE("wiping clears what it is told and no more") {
  static_assert(wipes_what_it_is_told_and_no_more());
  CHECK(wipes_what_it_is_told_and_no_more());
}

TEST_CASE("wiping nothing needs no place") { CHECK_NOTHROW(wipe(nullptr, 0)); }
