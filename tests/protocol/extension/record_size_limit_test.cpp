#include "cxtls/protocol/extension/record_size_limit.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
// From the ClientHello of RFC 8448, 3.
constexpr auto rfc8448 = octets(0x40, 0x01);
}  // namespace

TEST_CASE("C50: RFC 8448's record_size_limit is 2^14 + 1") {
  obeys_the_laws<RecordSizeLimit, rfc8448>();
  BOTH(parse<RecordSizeLimit>(rfc8448)->record_size_limit == 16385);
}

TEST_CASE("C50: a record_size_limit is at least 64, in what is parsed and in what is built") {
  BOTH(refusal<RecordSizeLimit>(octets(0, 63)) == errc::rule_broken);
  BOTH(refusal<RecordSizeLimit>(octets(0, 64)) == errc::none);
  BOTH(refusal<RecordSizeLimit>(octets(0xff, 0xff)) == errc::none);
  BOTH(build_refusal(RecordSizeLimit{63}) == errc::rule_broken);
}
