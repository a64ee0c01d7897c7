#include "cxtls/base/secret.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <new>
#include <type_traits>

using namespace cxtls;

namespace {
using key = secret<16>;
constexpr std::array<std::uint8_t, 3> abc{0xa1, 0xb2, 0xc3};

// A secret in storage that outlives it, so that what it leaves behind can be read.
struct known_storage {
  alignas(key) std::array<unsigned char, sizeof(key)> octets{};
  key* place(bytes from) { return ::new (octets.data()) key(key::of(from)); }
  bool holds(bytes what) const {
    for (std::size_t at = 0; at + what.size() <= octets.size(); ++at)
      if (std::memcmp(octets.data() + at, what.data(), what.size()) == 0) return true;
    return false;
  }
};

constexpr bool moves_and_leaves_nothing() {
  key from = key::of(abc);
  key to = std::move(from);
  return equal(to.expose(), abc) && from.size() == 0;
}
constexpr bool replaces_by_move() {
  key from = key::of(abc);
  key to(16);
  to = std::move(from);
  return equal(to.expose(), abc) && from.size() == 0;
}
}  // namespace

TEST_CASE("a secret holds the octets it was given, or zeros to be filled") {
  static_assert(equal(key::of(abc).expose(), abc));
  static_assert(key(5).size() == 5 && key(5).expose()[4] == 0);
  key filled(3);
  copy(abc, filled.fill().data());
  CHECK(equal(filled.expose(), abc));
  CHECK(equal(filled.duplicate().expose(), abc));
}

TEST_CASE("a secret's memory is wiped when it is destroyed") {
  known_storage s;
  key* const k = s.place(abc);
  REQUIRE(s.holds(abc));
  k->~key();
  CHECK_FALSE(s.holds(abc));
}

TEST_CASE("a secret's memory is wiped when it is moved from") {
  known_storage s;
  key* const k = s.place(abc);
  REQUIRE(s.holds(abc));
  key to = std::move(*k);
  CHECK_FALSE(s.holds(abc));
  CHECK(equal(to.expose(), abc));
  k->~key();
}

TEST_CASE("a secret's old octets are wiped when another takes their place, however short") {
  known_storage s;
  key* const k = s.place(abc);
  *k = key::of(std::array<std::uint8_t, 1>{9});
  CHECK_FALSE(s.holds(abc));
  CHECK_FALSE(s.holds(bytes(abc).subspan(1)));
  CHECK(k->size() == 1);
  k->~key();
}

TEST_CASE("a secret assigned to itself keeps its octets") {
  key k = key::of(abc);
  key& same = k;
  k = std::move(same);
  CHECK(equal(k.expose(), abc));
}

TEST_CASE("secrets move at compile time too") {
  static_assert(moves_and_leaves_nothing());
  static_assert(replaces_by_move());
  CHECK(moves_and_leaves_nothing());
  CHECK(replaces_by_move());
}

namespace {
template <class T>
concept Comparable = requires(T const& a, T const& b) { a == b; };
}  // namespace

TEST_CASE("a secret can't be copied, made of nothing, or compared") {
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<key>);
  STATIC_CHECK_FALSE(std::is_copy_assignable_v<key>);
  STATIC_CHECK_FALSE(std::is_default_constructible_v<key>);
  STATIC_CHECK_FALSE(Comparable<key>);
}
