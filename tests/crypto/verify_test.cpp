#include "cxtls/crypto/verify.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"
#include "support/own_toy.hpp"
#include "support/toy_backend.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::unhex;
namespace made = test::openssl;

namespace {
struct keys {
  std::vector<std::uint8_t> modulus = unhex(made::rsa2048_modulus), exponent = unhex(made::rsa_exponent),
                            p256_point = unhex(made::p256_point), p384_point = unhex(made::p384_point),
                            p521_point = unhex(made::p521_point), ed25519_octets = unhex(made::ed25519_public);
  public_key rsa = rsa_public_key{modulus, exponent};
  public_key p256 = ec_public_key{NamedGroup::secp256r1, p256_point};
  public_key p384 = ec_public_key{NamedGroup::secp384r1, p384_point};
  public_key p521 = ec_public_key{NamedGroup::secp521r1, p521_point};
  public_key ed25519 = ed25519_public_key{ed25519_octets};
};
const backend::boringssl b;
const bytes message = as_bytes(made::message);

errc verdict(auto how, public_key const& key, std::string_view signature) {
  const auto octets = unhex(signature);
  const status s = verify(b, how, key, message, octets);
  return s ? errc::none : s.error().code;
}
}  // namespace

TEST_CASE("C63: a CertificateVerify by each scheme of TLS 1.3 is verified") {
  const keys k;
  CHECK(verdict(SignatureScheme::ed25519, k.ed25519, made::ed25519_signature) == errc::none);
  CHECK(verdict(SignatureScheme::ecdsa_secp256r1_sha256, k.p256, made::p256_sha256_signature) == errc::none);
  CHECK(verdict(SignatureScheme::ecdsa_secp384r1_sha384, k.p384, made::p384_sha384_signature) == errc::none);
  CHECK(verdict(SignatureScheme::ecdsa_secp521r1_sha512, k.p521, made::p521_sha512_signature) == errc::none);
  CHECK(verdict(SignatureScheme::rsa_pss_rsae_sha256, k.rsa, made::rsa_pss_sha256_signature) == errc::none);
  CHECK(verdict(SignatureScheme::rsa_pss_rsae_sha384, k.rsa, made::rsa_pss_sha384_signature) == errc::none);
  CHECK(verdict(SignatureScheme::rsa_pss_rsae_sha512, k.rsa, made::rsa_pss_sha512_signature) == errc::none);
}

TEST_CASE("C63: a scheme that isn't for TLS 1.3, or not for this key, is a mismatch although the signature is good") {
  const keys k;
  CHECK(verdict(SignatureScheme::rsa_pkcs1_sha256, k.rsa, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_scheme_mismatch);
  CHECK(verdict(SignatureScheme::ecdsa_secp384r1_sha384, k.p256, made::p256_sha384_signature) ==
        errc::signature_scheme_mismatch);
  CHECK(verdict(SignatureScheme::ecdsa_secp521r1_sha512, k.p256, made::p256_sha512_signature) ==
        errc::signature_scheme_mismatch);
  CHECK(verdict(SignatureScheme::ed25519, k.p256, made::p256_sha256_signature) == errc::signature_scheme_mismatch);
  CHECK(verdict(SignatureScheme::rsa_pkcs1_sha1, k.rsa, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_scheme_mismatch);
}

TEST_CASE("C63: certificates may be signed in ways that handshake messages may not") {
  const keys k;
  CHECK(verdict(signature_algorithm::rsa_pkcs1_sha256, k.rsa, made::rsa_pkcs1_sha256_signature) == errc::none);
  CHECK(verdict(signature_algorithm::ecdsa_sha384, k.p256, made::p256_sha384_signature) == errc::none);
  CHECK(verdict(signature_algorithm::ecdsa_sha256, k.rsa, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_scheme_mismatch);
}

TEST_CASE("row 59: another padding, hash, key or message is signature_invalid") {
  const keys k;
  CHECK(verdict(SignatureScheme::rsa_pss_rsae_sha256, k.rsa, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_invalid);
  CHECK(verdict(SignatureScheme::rsa_pss_rsae_sha256, k.rsa, made::rsa_pss_sha384_signature) ==
        errc::signature_invalid);
  CHECK(verdict(signature_algorithm::rsa_pkcs1_sha384, k.rsa, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_invalid);
  const auto signature = unhex(made::ed25519_signature);
  CHECK(verify(b, SignatureScheme::ed25519, k.ed25519, as_bytes("another message"), signature).error().code ==
        errc::signature_invalid);
}

TEST_CASE("an algorithm that the backend doesn't list is unsupported") {
  test::toy_world world;
  const std::array<std::uint8_t, 32> octets{};
  CHECK(verify(test::toy_backend(world), signature_algorithm::ecdsa_sha256, ec_public_key{}, octets, octets)
            .error()
            .code == errc::config_unsupported_by_backend);
}

TEST_CASE("the toy backend signs and verifies in constant evaluation") {
  STATIC_REQUIRE([] {
    test::toy_world world;
    const test::toy_backend toy(world);
    std::array<std::uint8_t, 48> der{0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20, 9};
    const auto key = test::toy_backend::private_key::from_der(toy, der);
    if (!key) return false;
    std::array<std::uint8_t, 64> signature{};
    const auto size = key->sign(toy, SignatureScheme::ed25519, der, signature);
    const public_key half = key->public_half();
    if (!size || !key->matches(half) || !verify(toy, SignatureScheme::ed25519, half, der, signature)) return false;
    signature[0] ^= 1;
    return !verify(toy, SignatureScheme::ed25519, half, der, signature);
  }());
}

TEST_CASE("C63: TLS 1.2 signs with rsa_pkcs1_*, too, and with any hash on any curve (RFC 8446, 4.2.3)") {
  const keys k;
  const auto in_tls12 = [&](SignatureScheme how, public_key const& key, std::string_view signature) {
    const status s = verify_tls12(b, how, key, message, unhex(signature));
    return s ? errc::none : s.error().code;
  };
  CHECK(in_tls12(SignatureScheme::rsa_pkcs1_sha256, k.rsa, made::rsa_pkcs1_sha256_signature) == errc::none);
  CHECK(in_tls12(SignatureScheme::rsa_pss_rsae_sha256, k.rsa, made::rsa_pss_sha256_signature) == errc::none);
  CHECK(in_tls12(SignatureScheme::ecdsa_secp256r1_sha256, k.p256, made::p256_sha256_signature) == errc::none);
  CHECK(in_tls12(SignatureScheme::ecdsa_secp384r1_sha384, k.p256, made::p256_sha384_signature) == errc::none);
  CHECK(in_tls12(SignatureScheme::ed25519, k.ed25519, made::ed25519_signature) == errc::none);
  CHECK(in_tls12(SignatureScheme::ecdsa_secp256r1_sha256, k.p256, made::p256_sha384_signature) ==
        errc::signature_invalid);
  CHECK(in_tls12(SignatureScheme::rsa_pkcs1_sha256, k.p256, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_scheme_mismatch);
  CHECK(in_tls12(SignatureScheme::ecdsa_secp256r1_sha256, k.ed25519, made::ed25519_signature) ==
        errc::signature_scheme_mismatch);
  CHECK(in_tls12(SignatureScheme::rsa_pkcs1_sha1, k.rsa, made::rsa_pkcs1_sha256_signature) ==
        errc::signature_scheme_mismatch);
}

TEST_CASE("a signature of the backend's own is verified with a key of its algorithm") {
  using own = test::own_toy;
  test::toy_world world;
  const own toy(world);
  constexpr std::uint8_t octets[] = {1, 2, 3};
  std::array<std::uint8_t, own::signature_size> signature{};
  own::signature_of(octets, message, signature);
  const auto with = [&](auto how, public_key const& key) {
    const status s = verify(toy, how, key, message, signature);
    return s ? errc::none : s.error().code;
  };
  const public_key key = own_public_key{own::own_oid, octets},
                   other = own_public_key{der::oid_of<1, 3, 101, 112>, octets};
  CHECK(with(own::own_scheme, key) == errc::none);
  CHECK(with(own::own_signature, key) == errc::none);
  CHECK(verify_tls12(toy, own::own_scheme, key, message, signature));
  CHECK(with(own::own_scheme, other) == errc::signature_scheme_mismatch);
  CHECK(with(own::own_signature, other) == errc::signature_scheme_mismatch);
  CHECK(with(own::own_signature, ed25519_public_key{octets}) == errc::signature_scheme_mismatch);
  CHECK(with(SignatureScheme::ed25519, key) == errc::signature_scheme_mismatch);
  CHECK(with(own_signature(1), key) == errc::config_unsupported_by_backend);
  signature[0] ^= 1;
  CHECK(with(own::own_scheme, key) == errc::signature_invalid);
  // Nobody else knows such a scheme, or has use for such a key.
  const test::toy_backend plain(world);
  CHECK(verify(plain, own::own_scheme, key, message, signature).error().code == errc::signature_scheme_mismatch);
  CHECK(verify(plain, signature_algorithm::ed25519, key, message, signature).error().code ==
        errc::signature_scheme_mismatch);
}
