#include "cxtls/x509/delegation.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/x509/credential.hpp"
#include "support/delegated.hpp"
#include "vectors/openssl_chains.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum errc;

namespace {

constexpr std::int64_t day = 86400;
constexpr unix_time end_of_openssls{1793966400};  // 2026-11-06T12:00:00Z

octets leaf_of(std::string_view pem) {
  buffer key;
  const auto chain = certificate_chain::split_pem(pem, key);
  REQUIRE(chain);
  return {chain->leaf().begin(), chain->leaf().end()};
}
result<x509::delegation> check(bytes certificate, octets const& credential,
                               delegation_role role = delegation_role::server) {
  const auto parsed = parse<DelegatedCredential>(credential);
  if (!parsed) return parsed.error();
  return x509::delegation::check(linked_backend{}, role, certificate, *parsed);
}
errc refusal(bytes certificate, octets const& credential, delegation_role role = delegation_role::server) {
  const auto checked = check(certificate, credential, role);
  return checked ? none : checked.error().code;
}

// A certificate of key 9's that delegates to key 4.
spec delegating() { return leaf().with(test::extension(x509::DelegationUsage{})); }
credential_model to_key_4() {
  return {.valid_time = 100, .subject_public_key_info = ed25519_spki(key_of(4).public_key)};
}
errc refusal(spec const& certificate, credential_model const& m = to_key_4()) {
  const octets der = make(certificate);
  return refusal(der, encode(m, der, key_of(certificate.key).pkcs8));
}

}  // namespace

TEST_CASE("RFC 9345, 4: OpenSSL's delegated credentials are good, each for its role") {
  const octets certificate = leaf_of(test::delegation::certificate);
  const octets for_server = unhex(test::delegation::for_server), for_client = unhex(test::delegation::for_client);
  const auto server = check(certificate, for_server);
  REQUIRE(server);
  CHECK(server->scheme() == SignatureScheme::ed25519);
  CHECK(server->valid_until() == end_of_openssls);
  const linked_backend b;
  const auto key =
      linked_backend::private_key::from_der(b, x509::private_key_from_pem(test::delegation::server_key)->view());
  REQUIRE(key);
  CHECK(key->matches(server->key()));
  CHECK(check(certificate, for_client, delegation_role::client));
  // 7.2: "It is not possible to use the same delegated credential for both client and server authentication".
  CHECK(refusal(certificate, for_server, delegation_role::client) == delegated_credential_signature_invalid);
  CHECK(refusal(certificate, for_client) == delegated_credential_signature_invalid);
}

TEST_CASE("RFC 9345, 4.1.3: a delegated credential with any bit changed is refused") {
  const octets certificate = leaf_of(test::delegation::certificate);
  const octets good = unhex(test::delegation::for_server);
  for (std::size_t i = 0; i < good.size(); ++i) {
    octets bad = good;
    bad[i] ^= 0x10;
    CAPTURE(i);
    CHECK(refusal(certificate, bad) != none);
  }
}

TEST_CASE("RFC 9345, 4: a delegation is bound to its certificate, not to the key alone") {
  spec other = delegating();
  other.serial = {2};
  const octets certificate = make(delegating());
  const octets credential = encode(to_key_4(), certificate, key_of(9).pkcs8);
  CHECK(refusal(certificate, credential) == none);
  CHECK(refusal(make(other), credential) == delegated_credential_signature_invalid);
  CHECK(refusal(certificate, encode(to_key_4(), certificate, key_of(8).pkcs8)) ==
        delegated_credential_signature_invalid);
}

TEST_CASE("RFC 9345, 4.2: a certificate delegates with DelegationUsage, not critical, and digitalSignature") {
  CHECK(refusal(delegating()) == none);
  CHECK(refusal(leaf()) == delegated_credential_not_allowed);
  CHECK(refusal(leaf().with(test::extension(x509::DelegationUsage{}, true))) == delegated_credential_not_allowed);
  CHECK(refusal(delegating().without<x509::KeyUsage>()) == delegated_credential_not_allowed);
  CHECK(refusal(delegating().with(test::extension(x509::KeyUsage{x509::KeyUsage::cRLSign}, true))) ==
        delegated_credential_not_allowed);
  CHECK(refusal(octets{0x30, 0}, unhex(test::delegation::for_server)) == certificate_malformed);
}

TEST_CASE("RFC 9345, 4: the delegated key fits its scheme, which isn't RSA's") {
  const auto with = [](SignatureScheme scheme, octets spki) {
    credential_model m = to_key_4();
    m.dc_cert_verify_algorithm = scheme;
    m.subject_public_key_info = std::move(spki);
    return refusal(delegating(), m);
  };
  const auto spki_of = [](std::string_view pem) {
    const octets der = leaf_of(pem);
    const bytes spki = x509::parse_certificate(der)->spki_der();
    return octets(spki.begin(), spki.end());
  };
  const octets key_4 = to_key_4().subject_public_key_info, p256 = spki_of(chains::p256);
  using enum SignatureScheme;
  CHECK(with(ed25519, key_4) == none);
  CHECK(with(ecdsa_secp256r1_sha256, p256) == none);
  CHECK(with(ecdsa_secp256r1_sha256, key_4) == delegated_credential_key_invalid);
  CHECK(with(ed25519, p256) == delegated_credential_key_invalid);
  CHECK(with(ecdsa_secp384r1_sha384, p256) == delegated_credential_key_invalid);
  CHECK(with(SignatureScheme{0x0a0a}, key_4) == delegated_credential_key_invalid);
  CHECK(with(ed25519, {0x30, 0}) == delegated_credential_key_invalid);
  octets longer = key_4;
  longer.push_back(0);
  CHECK(with(ed25519, longer) == delegated_credential_key_invalid);
  octets x25519 = key_4;
  x25519[8] = 0x6e;  // RFC 8410, 3: id-X25519
  CHECK(with(ed25519, x25519) == delegated_credential_key_invalid);
  // "the public key MUST NOT use the rsaEncryption OID"
  for (SignatureScheme scheme :
       {rsa_pss_rsae_sha256, rsa_pss_rsae_sha384, rsa_pss_rsae_sha512, rsa_pkcs1_sha256, rsa_pss_pss_sha256, ed25519})
    CHECK(with(scheme, spki_of(chains::rsa2048)) == delegated_credential_key_invalid);
}

TEST_CASE("RFC 9345, 4: the signature is by a scheme that fits the certificate's key") {
  credential_model m = to_key_4();
  for (SignatureScheme scheme :
       {SignatureScheme::ecdsa_secp256r1_sha256, SignatureScheme::rsa_pss_rsae_sha256, SignatureScheme{0x0a0a}}) {
    m.algorithm = scheme;
    CHECK(refusal(delegating(), m) == delegated_credential_signature_invalid);
  }
}

TEST_CASE("RFC 9345, 4.1.3: a delegation is good for seven days at most, and for no longer than its certificate") {
  const auto at = [](std::uint32_t valid_time, std::int64_t now, std::int64_t not_after = 4'000'000'000) {
    spec s = delegating();
    s.not_before = 1000;
    s.not_after = not_after;
    credential_model m = to_key_4();
    m.valid_time = valid_time;
    const octets der = make(s);
    const auto checked = check(der, encode(m, der, key_of(9).pkcs8));
    REQUIRE(checked);
    CHECK(checked->valid_until() == unix_time{1000 + std::int64_t{valid_time}});
    return checked->check_time({now}).code;
  };
  CHECK(at(5000, 6000) == none);
  CHECK(at(5000, 6001) == delegated_credential_expired);
  CHECK(at(0, 1000) == none);
  CHECK(at(7 * day, 1000) == none);
  CHECK(at(7 * day + 1, 1000) == delegated_credential_too_long);
  CHECK(at(7 * day + 1, 1001) == none);
  CHECK(at(0xffffffff, 1000) == delegated_credential_too_long);
  CHECK(at(5000, 2000, 6000) == none);
  CHECK(at(5000, 2000, 5999) == delegated_credential_too_long);
}
