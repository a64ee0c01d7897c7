#include "cxtls/handshake/hello/offer.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/backend.hpp"

using namespace cxtls;

namespace {
using enum CipherSuite;
using enum NamedGroup;
using enum SignatureScheme;

constexpr policy_value all = policy::modern::value;
constexpr offer make(suite_list const& suites = {}, group_list const& groups = {}) {
  return make_offer<test::linked_backend>(all, suites, groups, {});
}

struct narrow : test::linked_backend {
  static constexpr crypto::capabilities aeads{crypto::aead_algorithm::chacha20_poly1305};
  static constexpr crypto::capabilities groups{secp256r1};
  static constexpr crypto::capabilities signatures{crypto::signature_algorithm::ed25519};
};

}  // namespace

// F24: what policy, backend and configuration have in common, and nothing else.
static_assert(make().cipher_suites ==
              suite_list(TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256));
static_assert(make().groups == group_list(x25519, secp256r1, secp384r1));
static_assert(make(suite_list(TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256)).cipher_suites ==
              suite_list(TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256));
static_assert(make(suite_list(TLS_AES_128_CCM_SHA256)).cipher_suites.empty());
static_assert(make({}, group_list(secp521r1, secp384r1)).groups == group_list(secp384r1));

// One share, of the most preferred group, unless a configuration says otherwise.
static_assert(make({}, group_list(x25519, secp256r1)).share_groups == group_list(x25519));
static_assert(make({}, group_list(secp384r1, x25519)).share_groups == group_list(secp384r1));
// And one of the other kind, post-quantum or not.
static_assert(default_share_groups(group_list(X25519MLKEM768, x25519, secp256r1)) ==
              group_list(X25519MLKEM768, x25519));
static_assert(default_share_groups(group_list(X25519MLKEM768, SecP256r1MLKEM768, secp256r1)) ==
              group_list(X25519MLKEM768, secp256r1));
static_assert(default_share_groups(group_list(x25519, secp256r1, X25519MLKEM768)) ==
              group_list(x25519, X25519MLKEM768));
static_assert(default_share_groups(group_list(X25519MLKEM768)) == group_list(X25519MLKEM768));
static_assert(default_share_groups(group_list()) == group_list());

TEST_CASE("signature schemes are narrowed, in the caller's order, never widened") {
  const auto schemes = [](scheme_list const& wanted) {
    return make_offer<test::linked_backend>(all, {}, {}, {}, wanted).signature_schemes;
  };
  CHECK(schemes({}) == make().signature_schemes);
  CHECK(schemes(scheme_list(rsa_pss_rsae_sha512, ed25519)) == scheme_list(rsa_pss_rsae_sha512, ed25519));
  CHECK(schemes(scheme_list(ed448, ed25519, rsa_pkcs1_sha1)) == scheme_list(ed25519));
}

TEST_CASE("what certificates may be signed by is part of an offer that is narrower (RFC 8446, 4.2.3)") {
  CHECK(make().certificate_schemes.empty());
  const offer o = make_offer<test::linked_backend>(all, {}, {}, {}, scheme_list(ecdsa_secp256r1_sha256));
  CHECK(o.certificate_schemes == verified_in_certificates<test::linked_backend>);
  CHECK(make_offer<narrow>(all, {}, {}, {}).certificate_schemes.empty());
}

TEST_CASE("T2: no version is offered that there is no handshake for") {
  policy_value wide = all;
  wide.versions = bounded<ProtocolVersion, 2>(ProtocolVersion::tls12, ProtocolVersion::tls13);
  const offer o = make_offer<test::linked_backend>(wide, {}, {}, {});
  CHECK(o.versions == bounded<ProtocolVersion, 2>(ProtocolVersion::tls13));
}

TEST_CASE("F24: the offer is the policy's order of what the backend can do") {
  const offer o = make();
  CHECK(o.versions == version_list(ProtocolVersion::tls13));  // TLS 1.2 for those who ask make_offer() for both
  CHECK(offered(o.signature_schemes, ed25519));
  CHECK_FALSE(offered(o.signature_schemes, ed448));
  for (SignatureScheme s : o.signature_schemes) CHECK(all.signature_schemes.contains(s));
  CHECK(o.signature_schemes[0] == ecdsa_secp256r1_sha256);
}

TEST_CASE("F24: a narrower backend makes a narrower offer") {
  const offer o = make_offer<narrow>(all, {}, {}, {});
  CHECK(o.cipher_suites == suite_list(TLS_CHACHA20_POLY1305_SHA256));
  CHECK(o.groups == group_list(secp256r1));
  CHECK(o.signature_schemes == scheme_list(ed25519));
}
