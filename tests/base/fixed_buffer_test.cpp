#include "cxtls/base/fixed_buffer.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cxtls {
namespace {

constexpr bool holds_what_fits() {
  fixed_buffer<4> b;
  if (b.capacity() != 4 || b.size() != 0 || !b.view().empty()) return false;
  if (!b.reserve(4) || b.reserve(5) || b.resize(5) || b.size() != 0) return false;
  if (!b.resize(3)) return false;
  b.edit()[2] = 7;
  return b.size() == 3 && b.view()[2] == 7 && b.room().size() == 4;
}
static_assert(holds_what_fits());

TEST_CASE("F9: a fixed buffer takes what fits, and says so when it doesn't") { CHECK(holds_what_fits()); }

TEST_CASE("F9: a fixed buffer's octets go where it goes, and nothing stays behind") {
  fixed_buffer<4> from;
  REQUIRE(from.resize(2));
  from.edit()[0] = 1;
  from.edit()[1] = 2;
  fixed_buffer<4> to(std::move(from));
  CHECK(to.size() == 2);
  CHECK(to.view()[1] == 2);
  CHECK(from.size() == 0);
  for (std::uint8_t octet : from.room()) CHECK(octet == 0);
  fixed_buffer<4> third;
  REQUIRE(third.resize(4));
  third = std::move(to);
  CHECK(third.size() == 2);
  CHECK(third.view()[0] == 1);
}

TEST_CASE("F9: what a fixed buffer held is wiped when it is released") {
  fixed_buffer<4> b;
  REQUIRE(b.resize(4));
  b.edit()[3] = 9;
  b.release();
  CHECK(b.size() == 0);
  CHECK(b.room()[3] == 0);
}

}  // namespace
}  // namespace cxtls
