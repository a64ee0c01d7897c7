#include "cxtls/crypto/capabilities.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls::crypto;

namespace {
enum class color { red, green, blue };
inline constexpr capabilities two{color::green, color::red};
template <color>
struct needs_a_body;  // never instantiated for what isn't listed
template <>
struct needs_a_body<color::green> {
  static constexpr int value = 1;
};
template <>
struct needs_a_body<color::red> {
  static constexpr int value = 2;
};
constexpr int value_of(color c) {
  int value = 0;
  const bool listed = with_listed<two>(c, [&]<color C>() {
    value = needs_a_body<C>::value;
    return true;
  });
  return listed ? value : -1;
}
}  // namespace

TEST_CASE("a capability list keeps the order of preference") {
  STATIC_REQUIRE(two.size() == 2);
  STATIC_REQUIRE(two[0] == color::green);
  STATIC_REQUIRE(*two.begin() == color::green);
  STATIC_REQUIRE(two.contains(color::red));
  STATIC_REQUIRE(!two.contains(color::blue));
}

TEST_CASE("two lists join into one, and an empty one adds nothing") {
  constexpr auto all = joined(capabilities{color::blue}, two);
  STATIC_REQUIRE(all.size() == 3);
  STATIC_REQUIRE(all[0] == color::blue);
  STATIC_REQUIRE(all[1] == color::green);
  STATIC_REQUIRE(all[2] == color::red);
  constexpr auto none = capabilities<color, 0>{};
  STATIC_REQUIRE(!none.contains(color::red));
  STATIC_REQUIRE(joined(none, two).items == two.items);
  STATIC_REQUIRE(joined(two, none).items == two.items);
}

TEST_CASE("dispatch finds what is listed and instantiates nothing else") {
  STATIC_REQUIRE(value_of(color::green) == 1);
  STATIC_REQUIRE(value_of(color::red) == 2);
  STATIC_REQUIRE(value_of(color::blue) == -1);
}

TEST_CASE("dispatch hands on the answer of what it called") {
  STATIC_REQUIRE(!with_listed<two>(color::red, []<color C>() { return C == color::green; }));
}

TEST_CASE("a set has nothing twice") {
  STATIC_REQUIRE(is_set(two));
  STATIC_REQUIRE(is_set(capabilities<color, 0>{}));
  STATIC_REQUIRE(!is_set(capabilities{color::green, color::red, color::green}));
}
