#include "cxtls/protocol/extension/certificate_authorities.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto two = octets(0, 7, 0, 2, 0x30, 0, 0, 1, 0x31);
}

TEST_CASE("A37: certificate_authorities are a list of names") {
  obeys_the_laws<CertificateAuthoritiesExtension, two>();
  BOTH(parse<CertificateAuthoritiesExtension>(two)->authorities.size() == 2);
  BOTH(equal(parse<CertificateAuthoritiesExtension>(two)->authorities.front().der, octets(0x30, 0)));
}

TEST_CASE("A37: neither the list of authorities nor a name is empty") {
  BOTH(refusal<CertificateAuthoritiesExtension>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<CertificateAuthoritiesExtension>(octets(0, 2, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<CertificateAuthoritiesExtension>(octets(0, 3, 0, 1, 0)) == errc::none);
  BOTH(refusal<CertificateAuthoritiesExtension>(octets(0, 5, 0, 1, 0, 0, 0)) == errc::length_out_of_range);
}
