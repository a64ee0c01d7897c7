#include "cxtls/base/bytes.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

namespace {
using four = std::array<std::uint8_t, 4>;
constexpr four some{1, 2, 3, 4};

constexpr four slid_to_the_front() {
  four a = some;
  copy(bytes(a).subspan(1), a.data());
  return a;
}
}  // namespace

TEST_CASE("octets are equal when their lengths and values are") {
  static_assert(equal(some, four{1, 2, 3, 4}));
  static_assert(!equal(some, four{1, 2, 3, 5}));
  static_assert(!equal(some, bytes(some).first(3)));
  static_assert(equal(bytes{}, bytes{}));
  CHECK(equal(some, four{1, 2, 3, 4}));
  CHECK_FALSE(equal(bytes(some).first(3), some));
}

TEST_CASE("octets are compared with text as they are: no terminator, no case folding") {
  constexpr std::array<std::uint8_t, 2> h2{'h', '2'};
  static_assert(equal(h2, "h2"));
  static_assert(!equal(h2, "H2"));
  static_assert(!equal(h2, "h2c"));
  static_assert(!equal(h2, std::string_view("h2\0", 3)));
  CHECK(equal(h2, "h2"));
}

TEST_CASE("copy slides octets to the front of their own range") {
  static_assert(slid_to_the_front() == four{2, 3, 4, 4});
  CHECK(slid_to_the_front() == four{2, 3, 4, 4});
}

TEST_CASE("copying nothing needs no place to go") { CHECK_NOTHROW(copy(bytes{}, nullptr)); }

TEST_CASE("text and octets view the same memory") {
  const std::string_view text = "cxtls";
  CHECK(as_bytes(text).size() == 5);
  CHECK(as_bytes(text)[4] == 's');
  CHECK(as_text(as_bytes(text)).data() == text.data());
}
