#include "cxtls/crypto/scheme.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/own_toy.hpp"

using namespace cxtls;
using namespace cxtls::crypto;

TEST_CASE("C63: a scheme is found by its code point, and one that we lack isn't") {
  STATIC_REQUIRE(find(SignatureScheme::rsa_pss_rsae_sha384)->algorithm == signature_algorithm::rsa_pss_sha384);
  STATIC_REQUIRE(find(SignatureScheme::ecdsa_sha1) == nullptr);
  STATIC_REQUIRE(find(SignatureScheme::rsa_pkcs1_sha1) == nullptr);
  STATIC_REQUIRE(find(SignatureScheme{0xfefe}) == nullptr);
}

TEST_CASE("C63: the table agrees with the algorithms on the kind of key") {
  for (auto const& row : scheme_table) {
    CHECK(row.kind == kind_of(row.algorithm));
    CHECK((row.curve != NamedGroup{}) == (row.kind == key_kind::ec));
  }
}

TEST_CASE("C63: RFC 8446, 4.2.3: PKCS #1 v1.5 never signs a handshake message of TLS 1.3") {
  for (auto const& row : scheme_table)
    CHECK(row.tls13_certificate_verify == (name_of(row.scheme).substr(0, 10) != "rsa_pkcs1_"));
}

TEST_CASE("C63: TLS 1.3 couples the scheme to the key's kind and curve") {
  constexpr public_key p256 = ec_public_key{.group = NamedGroup::secp256r1};
  STATIC_REQUIRE(fits(*find(SignatureScheme::ecdsa_secp256r1_sha256), p256));
  STATIC_REQUIRE(!fits(*find(SignatureScheme::ecdsa_secp384r1_sha384), p256));
  STATIC_REQUIRE(!fits(*find(SignatureScheme::ecdsa_secp521r1_sha512), p256));
  constexpr public_key p521 = ec_public_key{.group = NamedGroup::secp521r1};
  STATIC_REQUIRE(fits(*find(SignatureScheme::ecdsa_secp521r1_sha512), p521));
  STATIC_REQUIRE(!fits(*find(SignatureScheme::ecdsa_secp384r1_sha384), p521));
  STATIC_REQUIRE(!fits(*find(SignatureScheme::ed25519), p256));
  STATIC_REQUIRE(!fits(*find(SignatureScheme::rsa_pss_rsae_sha256), p256));
  STATIC_REQUIRE(fits(*find(SignatureScheme::rsa_pss_rsae_sha512), public_key{rsa_public_key{}}));
  STATIC_REQUIRE(fits(*find(SignatureScheme::ed25519), public_key{ed25519_public_key{}}));
}

TEST_CASE("C63: TLS 1.2 couples the scheme to the key's kind only (RFC 8446, 4.2.3)") {
  constexpr public_key p384 = ec_public_key{.group = NamedGroup::secp384r1};
  STATIC_REQUIRE(fits_tls12(*find(SignatureScheme::ecdsa_secp256r1_sha256), p384));
  STATIC_REQUIRE(fits_tls12(*find(SignatureScheme::ecdsa_secp521r1_sha512), p384));
  STATIC_REQUIRE(!fits_tls12(*find(SignatureScheme::ed25519), p384));
  STATIC_REQUIRE(!fits_tls12(*find(SignatureScheme::rsa_pkcs1_sha256), p384));
  STATIC_REQUIRE(fits_tls12(*find(SignatureScheme::rsa_pkcs1_sha256), public_key{rsa_public_key{}}));
  STATIC_REQUIRE(fits_tls12(*find(SignatureScheme::ed25519), public_key{ed25519_public_key{}}));
}

TEST_CASE("a scheme of the backend's own is found, and takes keys of its algorithm") {
  using own = test::own_toy;
  constexpr scheme_info row = *find<own>(own::own_scheme);
  STATIC_REQUIRE(row.algorithm == own::own_signature);
  STATIC_REQUIRE(find<own>(SignatureScheme::ed25519)->algorithm == signature_algorithm::ed25519);
  STATIC_REQUIRE(find<test::toy_backend>(own::own_scheme) == nullptr);
  constexpr public_key key = own_public_key{own::own_oid, {}};
  constexpr public_key other = own_public_key{der::oid_of<1, 3, 101, 114>, {}};
  STATIC_REQUIRE(fits(row, key));
  STATIC_REQUIRE(fits_tls12(row, key));
  STATIC_REQUIRE(!fits(row, other));
  STATIC_REQUIRE(!fits_tls12(row, other));
  STATIC_REQUIRE(!fits(row, public_key{ed25519_public_key{}}));
  STATIC_REQUIRE(!fits(*find(SignatureScheme::ed25519), key));
}
