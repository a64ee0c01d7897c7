#include "cxtls/protocol/extension/oid_filters.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto filters = octets(0, 10, 2, 0x55, 0x1d, 0, 1, 0xaa, 1, 0x2a, 0, 0);
constexpr auto none = octets(0, 0);
}  // namespace

TEST_CASE("C50: OID filters pair an OID with values that may be empty; there may be no filter") {
  obeys_the_laws<OIDFilterExtension, filters>();
  obeys_the_laws<OIDFilterExtension, none>();
  BOTH(parse<OIDFilterExtension>(filters)->filters.size() == 2);
  BOTH(equal(parse<OIDFilterExtension>(filters)->filters.front().certificate_extension_oid, octets(0x55, 0x1d)));
}

TEST_CASE("C50: a filter's OID is not empty") {
  BOTH(refusal<OIDFilterExtension>(octets(0, 3, 0, 0, 0)) == errc::length_out_of_range);
}
