#include "cxtls/wire/block.hpp"

#include "cxtls/wire/octets.hpp"
#include "verbs.hpp"

using namespace cxtls;

TEST_CASE("F6: an upper bound that is left open becomes what the prefix can say") {
  BOTH(detail::checked_limits<UBInt8>({}).max == 255);
  BOTH(detail::checked_limits<UBInt24>({.min = 1}).max == 0xffffff);
  BOTH(detail::checked_limits<UBInt24>({.min = 1}).min == 1);
  BOTH(detail::checked_limits<UBInt16>({.min = 2, .max = 65534}).max == 65534);
}

TEST_CASE("F6: a bound may be all that the prefix can say, and both bounds may be equal") {
  BOTH(detail::checked_limits<UBInt8>({.min = 255, .max = 255}).min == 255);
}
