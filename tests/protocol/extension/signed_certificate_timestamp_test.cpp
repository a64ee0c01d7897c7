#include "cxtls/protocol/extension/signed_certificate_timestamp.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
constexpr auto two = octets(0, 7, 0, 2, 0xa1, 0xa2, 0, 1, 0xb1);
}  // namespace

TEST_CASE("C50: timestamps are asked for with an empty body") {
  obeys_the_laws<SignedCertificateTimestampRequest, empty>();
}

TEST_CASE("C50: timestamps come as a list of opaque ones") {
  obeys_the_laws<SignedCertificateTimestampList, two>();
  BOTH(parse<SignedCertificateTimestampList>(two)->sct_list.size() == 2);
}

TEST_CASE("C50: neither the list nor a timestamp is empty") {
  BOTH(refusal<SignedCertificateTimestampList>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<SignedCertificateTimestampList>(octets(0, 2, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<SignedCertificateTimestampList>(octets(0, 3, 0, 1, 0)) == errc::none);
}
