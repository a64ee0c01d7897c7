#include "cxtls/protocol/extension/padding.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto none = octets();
constexpr auto some = octets(0, 0, 0);
}  // namespace

TEST_CASE("C50: padding is any number of octets, none included") {
  BOTH(round_trips<Padding>(none));
  BOTH(round_trips<Padding>(some));
  BOTH(parse<Padding>(some)->zeros.size() == 3);
}
