#include "cxtls/machine/type_list.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls::machine;

namespace first {
struct Plain {};
template <class>
struct Generic {
  struct Nested {};
  template <class>
  struct NestedGeneric {};
};
template <int>
struct Numbered {};
}  // namespace first
struct Global {};
struct Renamed {};
template <>
inline constexpr std::string_view cxtls::machine::label<Renamed> = "AsTheRFCSaysIt";

namespace {
struct Unnamed {};
}  // namespace

TEST_CASE("a type's place in a list is found, and what isn't there has the list's size") {
  STATIC_CHECK(index_of<int, list<int, char>> == 0);
  STATIC_CHECK(index_of<char, list<int, char>> == 1);
  STATIC_CHECK(index_of<long, list<int, char>> == 2);
  STATIC_CHECK(index_of<int, list<>> == 0);
  STATIC_CHECK(index_of<char, list<int, char, char>> == 1);
}

TEST_CASE("a list holds the types it lists and no other") {
  STATIC_CHECK(contains<list<int, char>, char>);
  STATIC_CHECK_FALSE(contains<list<int, char>, long>);
  STATIC_CHECK_FALSE(contains<list<>, int>);
  STATIC_CHECK(one_of<int, char, int>);
  STATIC_CHECK_FALSE(one_of<int const, char, int>);
}

TEST_CASE("a type is shown by its bare name, wherever it is declared") {
  STATIC_CHECK(label<Global> == "Global");
  STATIC_CHECK(label<Unnamed> == "Unnamed");
  STATIC_CHECK(label<first::Plain> == "Plain");
  STATIC_CHECK(label<int> == "int");
}

TEST_CASE("a template's arguments are no part of the name that is shown") {
  STATIC_CHECK(label<first::Generic<int>> == "Generic");
  STATIC_CHECK(label<first::Generic<first::Generic<Global>>> == "Generic");
  STATIC_CHECK(label<first::Numbered<3>> == "Numbered");
  STATIC_CHECK(label<first::Generic<first::Plain>::Nested> == "Nested");
  STATIC_CHECK(label<first::Generic<int>::NestedGeneric<first::Plain>> == "NestedGeneric");
}

TEST_CASE("a type is shown by the name it was given instead") { STATIC_CHECK(label<Renamed> == "AsTheRFCSaysIt"); }
