#include "cxtls/base/type_name.hpp"

#include <catch2/catch_test_macros.hpp>

namespace {
struct Plain {};
template <class...>
struct Made {
  struct Inner {};
};
enum class Colour { red };
}  // namespace

using cxtls::detail::type_name;

TEST_CASE("a type's name has no namespace, no enclosing class and no template arguments") {
  STATIC_CHECK(type_name<Plain>() == "Plain");
  STATIC_CHECK(type_name<Colour>() == "Colour");
  STATIC_CHECK(type_name<Made<>>() == "Made");
  STATIC_CHECK(type_name<Made<Plain, Made<int>>>() == "Made");
  STATIC_CHECK(type_name<Made<Made<Plain>>::Inner>() == "Inner");
}
