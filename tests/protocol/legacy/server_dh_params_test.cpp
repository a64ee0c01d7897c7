#include "cxtls/protocol/legacy/server_dh_params.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto params = octets(0, 1, 0x17, 0, 1, 2, 0, 2, 1, 0);
}  // namespace

TEST_CASE("A38: ServerDHParams is three numbers, each behind its length") {
  obeys_the_laws<legacy::ServerDHParams, params>();
  BOTH(equal(parse<legacy::ServerDHParams>(params)->dh_p, octets(0x17)));
  BOTH(equal(parse<legacy::ServerDHParams>(params)->dh_g, octets(2)));
  BOTH(equal(parse<legacy::ServerDHParams>(params)->dh_Ys, octets(1, 0)));
}

TEST_CASE("A38: none of the three is empty") {
  BOTH(refusal<legacy::ServerDHParams>(octets(0, 0, 0, 1, 2, 0, 1, 3)) == errc::length_out_of_range);
  BOTH(check<legacy::ServerDHParams>(octets(0, 0, 0, 1, 2, 0, 1, 3)).field == "dh_p");
  BOTH(check<legacy::ServerDHParams>(octets(0, 1, 1, 0, 0, 0, 1, 3)).field == "dh_g");
  BOTH(check<legacy::ServerDHParams>(octets(0, 1, 1, 0, 1, 2, 0, 0)).field == "dh_Ys");
  BOTH(build_refusal(legacy::ServerDHParams{}) == errc::length_out_of_range);
  const std::vector<std::uint8_t> longer(65536);
  const bytes longest = bytes(longer).first(65535);
  CHECK(build_refusal(legacy::ServerDHParams{longest, longest, longest}) == errc::none);
  CHECK(build_refusal(legacy::ServerDHParams{longer, longest, longest}) == errc::length_out_of_range);
}
