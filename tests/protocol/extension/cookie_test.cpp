#include "cxtls/protocol/extension/cookie.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto three = octets(0, 3, 1, 2, 3);
}

TEST_CASE("C50: a cookie is opaque, not empty, and as long as its length can say") {
  obeys_the_laws<Cookie, three>();
  BOTH(equal(parse<Cookie>(three)->cookie, octets(1, 2, 3)));
  BOTH(refusal<Cookie>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<Cookie>(octets(0, 1, 0)) == errc::none);
  CHECK(refusal<Cookie>(prefixed(2, 65535)) == errc::none);
  const std::vector<std::uint8_t> longer(65536);
  CHECK(build_refusal(Cookie{longer}) == errc::length_out_of_range);
}
