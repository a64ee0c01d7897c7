#include "cxtls/handshake/hello/certificate_schemes.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/backend.hpp"
#include "support/own_toy.hpp"

using namespace cxtls;
using enum SignatureScheme;

namespace {

struct full : test::linked_backend {
  static constexpr crypto::capabilities signatures{
      crypto::signature_algorithm::ed25519,          crypto::signature_algorithm::ecdsa_sha256,
      crypto::signature_algorithm::ecdsa_sha384,     crypto::signature_algorithm::ecdsa_sha512,
      crypto::signature_algorithm::rsa_pss_sha256,   crypto::signature_algorithm::rsa_pss_sha384,
      crypto::signature_algorithm::rsa_pss_sha512,   crypto::signature_algorithm::rsa_pkcs1_sha256,
      crypto::signature_algorithm::rsa_pkcs1_sha384, crypto::signature_algorithm::rsa_pkcs1_sha512};
};
struct only_ed25519 : test::linked_backend {
  static constexpr crypto::capabilities signatures{crypto::signature_algorithm::ed25519};
};
constexpr auto every = verified_in_certificates<full>;

}  // namespace

// What the backend verifies, P-521 among it.
static_assert(every.size() == 10 && every.contains(ecdsa_secp521r1_sha512) && every.contains(rsa_pkcs1_sha512));
static_assert(verified_in_certificates<only_ed25519> == scheme_list(ed25519));
// Signature_algorithms says the same: nothing more is said (RFC 8446, 4.2.3).
static_assert(certificate_schemes<full>(policy::modern::value.signature_schemes).empty());
static_assert(certificate_schemes<full>(every).empty());
static_assert(certificate_schemes<only_ed25519>(scheme_list(ed25519)).empty());

TEST_CASE("signature_algorithms_cert is said where signature_algorithms is narrower, and is all that is verified") {
  CHECK(certificate_schemes<full>(scheme_list(ed25519)) == every);
  CHECK(certificate_schemes<full>(scheme_list(ecdsa_secp256r1_sha256, ed25519, rsa_pkcs1_sha256)) == every);
  scheme_list fewer;
  for (SignatureScheme scheme : policy::modern::value.signature_schemes)
    if (scheme != rsa_pkcs1_sha512) (void)fewer.push(scheme);
  CHECK(certificate_schemes<full>(fewer) == every);
  CHECK(certificate_schemes<only_ed25519>(scheme_list()) == scheme_list(ed25519));
}

TEST_CASE("a backend's own scheme is verified in certificates, too, and said where the policy lacks it") {
  using B = test::own_toy;
  static_assert(crypto::own_schemes<B>.size() > 0);
  const SignatureScheme own = crypto::own_schemes<B>[0].scheme;
  CHECK(verified_in_certificates<B>.contains(own));
  CHECK(certificate_schemes<B>(scheme_list(ed25519)).contains(own));
  CHECK(certificate_schemes<B>(verified_in_certificates<B>).empty());
}
