// The certificate of RFC 8448, 3 (the server's in its simple handshake), and laws that hold for each.
#include "cxtls/x509/certificate.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"
#include "support/wire_laws.hpp"
#include "x509/maker.hpp"
#include "x509/rfc8448_certificate.hpp"

using namespace cxtls;
using test::rfc8448;

TEST_CASE("RFC 8448's certificate is read as the RFC's handshake uses it") {
  constexpr auto parsed = parse<x509::Certificate>(rfc8448);
  static_assert(parsed.has_value());
  constexpr x509::TBSCertificate tbs = parsed->tbsCertificate.value;
  BOTH(tbs.version == x509::v3);
  BOTH(tbs.serialNumber.size() == 1 && tbs.serialNumber[0] == 2);
  BOTH(tbs.signature == parsed->signatureAlgorithm);
  BOTH(x509::signature_algorithm_of(tbs.signature) == crypto::signature_algorithm::rsa_pkcs1_sha256);
  // 2016-07-30 01:23:59 and ten years later, by `date -u -d ... +%s`.
  BOTH(tbs.validity.notBefore.seconds == 1469841839);
  BOTH(tbs.validity.notAfter.seconds == 1785374639);
  BOTH(tbs.extensions->size() == 2);
  BOTH(parsed->tbsCertificate.raw.size() == 281);
  const auto key = x509::key_of(tbs.subjectPublicKeyInfo.value);
  REQUIRE(key);
  CHECK(x509::bits_of(std::get<crypto::rsa_public_key>(*key).modulus) == 1024);
  CHECK(x509::same(tbs.issuer, tbs.subject));
}

TEST_CASE("RFC 8448's certificate obeys the laws") { test::obeys_the_laws<x509::Certificate, rfc8448>(); }

TEST_CASE("every optional field is told from the next") {
  auto s = test::leaf();
  s.version = x509::v1;
  s.extensions.clear();
  const auto der = test::make(s);
  const auto c = parse<x509::Certificate>(der);
  REQUIRE(c);
  CHECK(c->tbsCertificate.value.version == x509::v1);
  CHECK(!c->tbsCertificate.value.extensions);
  CHECK(!c->tbsCertificate.value.issuerUniqueID);

  auto tbs = c->tbsCertificate.value;
  static constexpr std::uint8_t id[] = {0xab};
  tbs.issuerUniqueID = der::bit_string{0, id};
  tbs.subjectUniqueID = der::bit_string{4, {}};
  CHECK(test::build_refusal(tbs) == errc::rule_broken);  // unused bits of no octet
  tbs.subjectUniqueID = der::bit_string{0, id};
  const auto with_ids = test::encode(tbs);
  CHECK(test::round_trips<x509::TBSCertificate>(with_ids));
  CHECK(parse<x509::TBSCertificate>(with_ids)->subjectUniqueID->octets[0] == 0xab);
}

TEST_CASE("the default version isn't encoded") {
  auto in = test::octet_vector(rfc8448.begin(), rfc8448.end());
  in[12] = 0;  // version 2 -> 0, still written
  CHECK(test::refusal<x509::Certificate>(in) == errc::rule_broken);
}
