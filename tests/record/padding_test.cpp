#include "cxtls/record/padding.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls::record;

namespace {
template <class P>
constexpr std::size_t padded(std::size_t content) {
  return content + P::padding(content);
}
template <std::size_t N>
constexpr bool is_sound() {
  for (std::size_t n = 0; n <= max_content; ++n) {
    const std::size_t p = padded<padding_policy::to_multiple<N>>(n);
    if (p < n || p > max_content || (p % N != 0 && p != max_content) || p == 0) return false;
  }
  return true;
}
struct fixed {
  static constexpr std::size_t padding(std::size_t) { return 3; }
};
struct nothing {};
}  // namespace

TEST_CASE("C27: no padding adds nothing") { STATIC_CHECK(padded<padding_policy::none>(100) == 100); }

TEST_CASE("C27: contents of unlike lengths look alike when padded to a multiple") {
  STATIC_CHECK(padded<padding_policy::to_multiple<4096>>(1) == 4096);
  STATIC_CHECK(padded<padding_policy::to_multiple<4096>>(4096) == 4096);
  STATIC_CHECK(padded<padding_policy::to_multiple<4096>>(4097) == 8192);
  STATIC_CHECK(padded<padding_policy::to_multiple<4096>>(0) == 4096);
}

TEST_CASE("C27: padding never makes a record too large") {
  STATIC_CHECK(padded<padding_policy::to_multiple<1000>>(16001) == max_content);
  STATIC_CHECK(padded<padding_policy::to_multiple<1000>>(max_content) == max_content);
  STATIC_CHECK(is_sound<4096>());
  CHECK(is_sound<1>());
  CHECK(is_sound<16>());
  CHECK(is_sound<1000>());
  CHECK(is_sound<16384>());
}

TEST_CASE("a padding policy is a type that says how much") {
  STATIC_CHECK(PaddingPolicy<padding_policy::none>);
  STATIC_CHECK(PaddingPolicy<padding_policy::to_multiple<64>>);
  STATIC_CHECK(PaddingPolicy<fixed>);
  STATIC_CHECK_FALSE(PaddingPolicy<nothing>);
}
