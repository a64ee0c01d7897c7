#include "cxtls/protocol/tls12/ec_point.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto three = octets(3, 7, 8, 9);
}  // namespace

TEST_CASE("A45: a point has 1 to 255 octets") {
  obeys_the_laws<ECPoint, three>();
  BOTH(equal(parse<ECPoint>(three)->point, octets(7, 8, 9)));
  BOTH(refusal<ECPoint>(octets(0)) == errc::length_out_of_range);
  BOTH(build_refusal(ECPoint{}) == errc::length_out_of_range);
  const std::vector<std::uint8_t> longer(256);
  CHECK(build_refusal(ECPoint{bytes(longer).first(255)}) == errc::none);
  CHECK(build_refusal(ECPoint{longer}) == errc::length_out_of_range);
}
