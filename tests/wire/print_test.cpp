#include "cxtls/wire/print.hpp"

#include "verbs.hpp"

using namespace cxtls;

namespace {
constexpr bool depth_follows_deeper_and_shallower() {
  unsigned depths[3] = {9, 9, 9};
  std::size_t n = 0;
  auto keep = [&](annotation const& line) { depths[n++] = line.depth; };
  printer<decltype(keep)> out(keep);
  out({});
  out.deeper();
  out({});
  out.shallower();
  out({});
  return n == 3 && depths[0] == 0 && depths[1] == 1 && depths[2] == 0;
}
}  // namespace

TEST_CASE("each line of a dump carries its depth") { BOTH(depth_follows_deeper_and_shallower()); }
