#include "cxtls/x509/parsed.hpp"

#include <catch2/catch_test_macros.hpp>

#include "wire/verbs.hpp"
#include "x509/maker.hpp"
#include "x509/rfc8448_certificate.hpp"

using namespace cxtls;

TEST_CASE("A79: a parsed certificate gives out its DER, its signed part and its key as they came") {
  const auto der = test::make(test::leaf());
  const auto c = x509::parse_certificate(der);
  REQUIRE(c);
  CHECK(c->der.data() == der.data());
  CHECK(c->der.size() == der.size());
  // SEQUENCE header of four octets, then the signed part.
  CHECK(c->tbs_der().data() == der.data() + 4);
  CHECK(parse<x509::TBSCertificate>(c->tbs_der()));
  CHECK(parse<x509::SubjectPublicKeyInfo>(c->spki_der()));
}

TEST_CASE("extensions are found by their type, with their criticality") {
  const auto der = test::make(test::leaf());
  const auto c = x509::parse_certificate(der);
  REQUIRE(c);
  REQUIRE(c->find<x509::SubjectAltName>() != nullptr);
  CHECK(c->find<x509::SubjectAltName>()->names.size() == 1);
  CHECK(!c->is_critical<x509::SubjectAltName>());
  CHECK(c->is_critical<x509::KeyUsage>());
  CHECK(c->find<x509::NameConstraints>() == nullptr);
  CHECK(!c->is_critical<x509::NameConstraints>());
  CHECK(!c->is_ca());
}

TEST_CASE("self-issued is a matter of names, not of keys") {
  const auto root = test::make(test::root()), rollover = test::make(test::ca("root", 2, "root", 1)),
             leaf = test::make(test::leaf());
  CHECK(x509::parse_certificate(root)->self_issued());
  CHECK(x509::parse_certificate(rollover)->self_issued());
  CHECK(!x509::parse_certificate(leaf)->self_issued());
}

TEST_CASE("a failure names the field") {
  auto s = test::leaf();
  s.public_key = x509::SubjectPublicKeyInfo{{x509::id_Ed25519, std::nullopt}, {0, {}}};
  CHECK(x509::parse_certificate(test::make(s)).error() == error{errc::certificate_malformed, "subjectPublicKey"});
  auto names = test::leaf().with({x509::extension_id<x509::ExtKeyUsage>, false, {0x30, 0}});
  CHECK(x509::parse_certificate(test::make(names)).error() == error{errc::certificate_extension_invalid, "purposes"});
}

TEST_CASE("PITFALLS 55: a signature of any size is a view, and the wrong one") {
  const auto der = test::make(test::leaf());
  auto c = *parse<x509::Certificate>(der);
  const test::octet_vector huge(60'000, 0x11);
  c.signatureValue = {0, huge};
  const auto swollen = test::encode(c);
  const auto parsed = x509::parse_certificate(swollen);
  REQUIRE(parsed);
  CHECK(parsed->fields.signatureValue.octets.size() == huge.size());
  CHECK(test::refusal(profile::webpki, {test::root()}, {swollen}) == errc::certificate_signature_invalid);
  c.signatureValue = {1, {}};
  const test::octet_vector half{0x80};
  c.signatureValue = {7, half};
  CHECK(x509::parse_certificate(test::encode(c)).error().code == errc::certificate_malformed);
}

TEST_CASE("F29: a certificate is parsed and decoded by the compiler, too") {
  BOTH(x509::parse_certificate(test::rfc8448).has_value());
  BOTH(!x509::parse_certificate(test::rfc8448)->is_ca());
  BOTH(x509::parse_certificate(test::rfc8448)->find<x509::KeyUsage>()->has(x509::KeyUsage::digitalSignature));
  BOTH(x509::parse_certificate(bytes(test::rfc8448).first(400)).error().code == errc::certificate_malformed);
}
