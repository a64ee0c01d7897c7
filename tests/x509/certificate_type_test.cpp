#include "cxtls/x509/certificate_type.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/own_certificate_type.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using test::leaf;
using test::lettered_key;
using test::make;
using test::octet_vector;
using own = certificate_types<lettered_key>;

namespace {

octet_vector spki_of(test::spec const& s) {
  const octet_vector der = make(s);
  const bytes spki = x509::parse_certificate(der)->spki_der();
  return {spki.begin(), spki.end()};
}
errc refusal(result<crypto::public_key> const& key) { return key ? errc::none : key.error().code; }

struct another_key {
  static constexpr CertificateType type = CertificateType(225);
  static constexpr result<crypto::public_key> key_of(bytes) { return errc::certificate_revoked; }
};

}  // namespace

static_assert(certificate_types<>::all().empty());
static_assert(own::all() == certificate_type_list(CertificateType(224)));
static_assert(std::is_same_v<own_certificate_types<int>, certificate_types<>>);

TEST_CASE("C8: each certificate type is read its own way, and no other one is") {
  const octet_vector certificate = make(leaf("nobody", 5)), spki = spki_of(leaf("nobody", 5));
  octet_vector lettered{lettered_key::letter};
  lettered.insert(lettered.end(), spki.end() - 32, spki.end());
  const auto key_of = [](CertificateType type, bytes body) { return x509::signing_key<own>(type, body); };
  const auto as_octets = [](result<crypto::public_key> const& key) {
    const bytes k = std::get<crypto::ed25519_public_key>(*key).key;
    return octet_vector(k.begin(), k.end());
  };
  const octet_vector wanted(spki.end() - 32, spki.end());
  CHECK(as_octets(key_of(CertificateType::X509, certificate)) == wanted);
  CHECK(as_octets(key_of(CertificateType::RawPublicKey, spki)) == wanted);
  CHECK(as_octets(key_of(lettered_key::type, lettered)) == wanted);

  CHECK(refusal(key_of(CertificateType::X509, spki)) == errc::certificate_malformed);
  CHECK(refusal(key_of(CertificateType::RawPublicKey, certificate)) == errc::certificate_malformed);
  CHECK(refusal(key_of(CertificateType::RawPublicKey, lettered)) == errc::certificate_malformed);
  CHECK(refusal(key_of(lettered_key::type, spki)) == errc::certificate_malformed);
  for (int code : {1, 3, 225, 255})
    CHECK(refusal(key_of(CertificateType(code), spki)) == errc::certificate_algorithm_unsupported);
  CHECK(refusal(x509::signing_key(lettered_key::type, lettered)) == errc::certificate_algorithm_unsupported);
}

TEST_CASE("C8: of several types of the application's, each is asked about its own") {
  using both = certificate_types<another_key, lettered_key>;
  CHECK(both::all() == certificate_type_list(CertificateType(225), CertificateType(224)));
  CHECK(refusal(both::key_of(CertificateType(225), {})) == errc::certificate_revoked);
  CHECK(refusal(both::key_of(CertificateType(224), {})) == errc::certificate_malformed);
}
