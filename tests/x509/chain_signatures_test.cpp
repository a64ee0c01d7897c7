#include "cxtls/x509/chain_signatures.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum SignatureScheme;
using crypto::signature_algorithm;

namespace {

using scheme_list = bounded<SignatureScheme, 16>;

const x509::AlgorithmIdentifier sha256_rsa{x509::sha256WithRSAEncryption, der::any{der::tag::null, {}}};
const x509::AlgorithmIdentifier sha256_ecdsa{x509::ecdsa_with_SHA256, std::nullopt};
const x509::AlgorithmIdentifier sha1_rsa{der::oid_of<1, 2, 840, 113549, 1, 1, 5>, der::any{der::tag::null, {}}};

// As if: who signed such a chain isn't looked at, its algorithms are.
spec signed_by(x509::AlgorithmIdentifier const& algorithm, spec s) {
  s.algorithm = s.inner_algorithm = algorithm;
  return s;
}
x509::chain_signatures of(std::vector<spec> const& specs) {
  std::vector<octet_vector> ders;
  for (spec const& s : specs) ders.push_back(make(s));
  const std::vector<bytes> views(ders.begin(), ders.end());
  return x509::chain_signatures(*certificate_chain::from_der(views));
}
bool all_in(x509::chain_signatures const& signatures, scheme_list const& schemes) {
  return signatures.all_in(schemes.view());
}

}  // namespace

static_assert(x509::certificate_algorithm(ecdsa_secp384r1_sha384) == signature_algorithm::ecdsa_sha384);
static_assert(x509::certificate_algorithm(rsa_pkcs1_sha256) == signature_algorithm::rsa_pkcs1_sha256);
static_assert(x509::certificate_algorithm(rsa_pss_rsae_sha512) == signature_algorithm::rsa_pss_sha512);
static_assert(x509::certificate_algorithm(rsa_pss_pss_sha512) == signature_algorithm::rsa_pss_sha512);
static_assert(!x509::certificate_algorithm(rsa_pkcs1_sha1));
static_assert(!x509::certificate_algorithm(SignatureScheme{0x0a0a}));

TEST_CASE("RFC 8446, 4.2.3: every signature of a chain is by a listed scheme, the leaf's and the intermediates'") {
  const auto mixed =
      of({signed_by(sha256_ecdsa, leaf("middle", 5)), signed_by(sha256_rsa, ca("middle", 5, "root", 1))});
  CHECK(all_in(mixed, scheme_list(ecdsa_secp256r1_sha256, rsa_pkcs1_sha256)));
  CHECK(all_in(mixed, scheme_list(rsa_pkcs1_sha256, ed25519, rsa_pkcs1_sha256, ecdsa_secp256r1_sha256)));
  CHECK_FALSE(all_in(mixed, scheme_list(ecdsa_secp256r1_sha256)));
  CHECK_FALSE(all_in(mixed, scheme_list(rsa_pkcs1_sha256)));
  CHECK_FALSE(all_in(mixed, scheme_list(rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256)));
  CHECK_FALSE(all_in(mixed, scheme_list()));
}

TEST_CASE("RFC 8446, 4.4.2.2: what a self-signed certificate at the end is signed by doesn't matter") {
  CHECK(all_in(of({leaf(), signed_by(sha256_rsa, root())}), scheme_list(ed25519)));
  CHECK(all_in(of({signed_by(sha1_rsa, root())}), scheme_list()));
  // Issued by the same CA's older key, it is verified.
  CHECK_FALSE(all_in(of({leaf(), signed_by(sha256_rsa, root().with(issuer_identifier(7)))}), scheme_list(ed25519)));
  // And so is any other certificate at the end.
  CHECK_FALSE(all_in(of({leaf("middle", 5), signed_by(sha256_rsa, ca("middle", 5, "root", 1))}), scheme_list(ed25519)));
}

TEST_CASE("a signature that nobody here knows is in no list") {
  CHECK_FALSE(all_in(of({signed_by(sha1_rsa, leaf())}), scheme_list(rsa_pkcs1_sha1, rsa_pkcs1_sha256, ed25519)));
}

TEST_CASE("41, CVE-2020-1967: schemes that nobody here knows are skipped") {
  const auto plain = of({leaf()});
  CHECK(all_in(plain, scheme_list(SignatureScheme{0}, SignatureScheme{0x0a0a}, SignatureScheme{0xffff}, ed25519)));
  CHECK_FALSE(all_in(plain, scheme_list(SignatureScheme{0}, SignatureScheme{0x0a0a}, SignatureScheme{0xffff})));
}

TEST_CASE("a bare key isn't signed by anybody") {
  const octet_vector der = make(leaf());
  const auto key = certificate_chain::of_public_key(x509::parse_certificate(der)->spki_der());
  CHECK(all_in(x509::chain_signatures(*key), scheme_list()));
  CHECK(all_in(x509::chain_signatures(), scheme_list()));
}
