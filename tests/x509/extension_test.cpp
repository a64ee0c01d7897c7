// Encodings are those of the certificates and CRLs in RFC 5280, appendix C, where it has one.
#include "cxtls/x509/extension.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;

TEST_CASE("RFC 5280, 4.2.1.9: BasicConstraints") {
  // C.1: a CA without a limit; C.2 has none at all.
  static constexpr auto is_ca = octets(0x30, 3, 0x01, 1, 0xff);
  static constexpr auto limited = octets(0x30, 6, 0x01, 1, 0xff, 0x02, 1, 0);
  static constexpr auto no_ca = octets(0x30, 0);
  BOTH(parse<x509::BasicConstraints>(is_ca)->cA);
  BOTH(*parse<x509::BasicConstraints>(limited)->pathLenConstraint == 0);
  test::obeys_the_laws<x509::BasicConstraints, is_ca>();
  test::obeys_the_laws<x509::BasicConstraints, limited>();
  test::obeys_the_laws<x509::BasicConstraints, no_ca>();
  BOTH(test::refusal<x509::BasicConstraints>(octets(0x30, 3, 0x01, 1, 0x00)) == errc::rule_broken);
  BOTH(test::refusal<x509::BasicConstraints>(octets(0x30, 6, 0x01, 1, 0xff, 0x02, 1, 0xff)) == errc::rule_broken);
}

TEST_CASE("RFC 5280, 4.2.1.3: KeyUsage has at least one bit") {
  // C.1
  static constexpr auto signs = octets(0x03, 2, 0x01, 0x06);
  BOTH(parse<x509::KeyUsage>(signs)->has(x509::KeyUsage::keyCertSign));
  BOTH(parse<x509::KeyUsage>(signs)->has(x509::KeyUsage::cRLSign));
  BOTH(!parse<x509::KeyUsage>(signs)->has(x509::KeyUsage::digitalSignature));
  test::obeys_the_laws<x509::KeyUsage, signs>();
  BOTH(test::refusal<x509::KeyUsage>(octets(0x03, 1, 0x00)) == errc::rule_broken);
  BOTH(test::refusal<x509::KeyUsage>(octets(0x03, 2, 0x00, 0x00)) == errc::rule_broken);
}

TEST_CASE("RFC 5280, 4.2.1.1 and 4.2.1.2: key identifiers") {
  static constexpr auto own = octets(0x04, 2, 0x08, 0x68);
  static constexpr auto authority = octets(0x30, 4, 0x80, 2, 0x08, 0x68);
  static constexpr auto whole = octets(0x30, 14, 0x80, 1, 7, 0xa1, 6, 0x82, 4, 'a', '.', 'b', 'c', 0x82, 1, 5);
  BOTH(parse<x509::AuthorityKeyIdentifier>(authority)->keyIdentifier->size() == 2);
  BOTH(parse<x509::AuthorityKeyIdentifier>(whole)->authorityCertIssuer->size() == 1);
  test::obeys_the_laws<x509::SubjectKeyIdentifier, own>();
  test::obeys_the_laws<x509::AuthorityKeyIdentifier, authority>();
  test::obeys_the_laws<x509::AuthorityKeyIdentifier, whole>();
}

TEST_CASE("RFC 5280, 4.2.1.12: purposes are at least one") {
  static constexpr auto server = octets(0x30, 10, 0x06, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1);
  BOTH(parse<x509::ExtKeyUsage>(server)->purposes.contains(x509::id_kp_serverAuth));
  BOTH(!parse<x509::ExtKeyUsage>(server)->purposes.contains(x509::id_kp_clientAuth));
  test::obeys_the_laws<x509::ExtKeyUsage, server>();
  BOTH(test::refusal<x509::ExtKeyUsage>(octets(0x30, 0)) == errc::length_out_of_range);
}

TEST_CASE("RFC 5280, 4.2.1.10: NameConstraints have implicit tags and lists that aren't empty") {
  static constexpr auto both =
      octets(0x30, 20, 0xa0, 9, 0x30, 7, 0x82, 5, 'a', '.', 'c', 'o', 'm', 0xa1, 7, 0x30, 5, 0x82, 3, 'b', '.', 'c');
  static constexpr auto distances =
      octets(0x30, 15, 0xa0, 13, 0x30, 11, 0x82, 3, 'b', '.', 'c', 0x80, 1, 1, 0x81, 1, 9);
  BOTH(parse<x509::NameConstraints>(both)->excludedSubtrees->size() == 1);
  BOTH(parse<x509::NameConstraints>(distances)->permittedSubtrees->front().minimum == 1);
  test::obeys_the_laws<x509::NameConstraints, both>();
  test::obeys_the_laws<x509::NameConstraints, distances>();
  BOTH(test::refusal<x509::NameConstraints>(octets(0x30, 2, 0xa0, 0)) == errc::length_out_of_range);
  BOTH(test::refusal<x509::NameConstraints>(octets(0x30, 2, 0x05, 0)) == errc::trailing_data);
  // minimum 0 is the default, which isn't encoded
  BOTH(test::refusal<x509::NameConstraints>(octets(0x30, 12, 0xa0, 10, 0x30, 8, 0x82, 3, 'b', '.', 'c', 0x80, 1, 0)) ==
       errc::rule_broken);
}

TEST_CASE("RFC 5280, 4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14: policies are read, though not processed") {
  static constexpr auto policies =
      octets(0x30, 17, 0x30, 4, 0x06, 2, 0x2a, 3, 0x30, 9, 0x06, 1, 0x2a, 0x30, 4, 0x30, 2, 0x06, 0);
  static constexpr auto qualified =
      octets(0x30, 15, 0x30, 13, 0x06, 2, 0x2a, 3, 0x30, 7, 0x30, 5, 0x06, 1, 0x2a, 0x05, 0);
  static constexpr auto mappings = octets(0x30, 10, 0x30, 8, 0x06, 2, 0x2a, 3, 0x06, 2, 0x2a, 4);
  static constexpr auto constraints = octets(0x30, 6, 0x80, 1, 0, 0x81, 1, 3);
  static constexpr auto inhibit = octets(0x02, 1, 5);
  BOTH(test::refusal<x509::certificatePolicies>(policies) != errc::none);  // a qualifier without an OID
  BOTH(parse<x509::certificatePolicies>(qualified)->policies.front().policyQualifiers->size() == 1);
  BOTH(*parse<x509::PolicyConstraints>(constraints)->inhibitPolicyMapping == 3);
  test::obeys_the_laws<x509::certificatePolicies, qualified>();
  test::obeys_the_laws<x509::PolicyMappings, mappings>();
  test::obeys_the_laws<x509::PolicyConstraints, constraints>();
  test::obeys_the_laws<x509::InhibitAnyPolicy, inhibit>();
}

TEST_CASE("RFC 5280, 4.2.2.1: AuthorityInfoAccess") {
  static constexpr auto issuers = octets(0x30, 15, 0x30, 13, 0x06, 8, 0x2b, 6, 1, 5, 5, 7, 48, 2, 0x86, 1, 'x');
  test::obeys_the_laws<x509::AuthorityInfoAccess, issuers>();
  BOTH(test::refusal<x509::AuthorityInfoAccess>(octets(0x30, 0)) == errc::length_out_of_range);
}

TEST_CASE("RFC 9345, 4.2: DelegationUsage is NULL, and nothing else") {
  static constexpr auto null = octets(0x05, 0);
  test::obeys_the_laws<x509::DelegationUsage, null>();
  BOTH(test::refusal<x509::DelegationUsage>(octets(0x05, 1, 0)) != errc::none);
  BOTH(test::refusal<x509::DelegationUsage>(octets(0x30, 3, 0x01, 1, 0xff)) != errc::none);
  BOTH(equal(x509::extension_id<x509::DelegationUsage>.contents,
             octets(0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xda, 0x4b, 0x2c)));
}

TEST_CASE("an Extension isn't critical unless it says so, and then it says TRUE") {
  static constexpr auto plain = octets(0x30, 8, 0x06, 3, 0x55, 0x1d, 0x0e, 0x04, 1, 7);
  static constexpr auto critical = octets(0x30, 11, 0x06, 3, 0x55, 0x1d, 0x0e, 0x01, 1, 0xff, 0x04, 1, 7);
  BOTH(!parse<x509::Extension>(plain)->critical);
  BOTH(parse<x509::Extension>(critical)->critical);
  BOTH(parse<x509::Extension>(plain)->extnID == x509::extension_id<x509::SubjectKeyIdentifier>);
  test::obeys_the_laws<x509::Extension, plain>();
  test::obeys_the_laws<x509::Extension, critical>();
  BOTH(test::refusal<x509::Extension>(octets(0x30, 11, 0x06, 3, 0x55, 0x1d, 0x0e, 0x01, 1, 0, 0x04, 1, 7)) ==
       errc::rule_broken);
}
