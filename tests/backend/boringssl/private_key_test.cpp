#include "cxtls/backend/boringssl/private_key.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/crypto/verify.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using backend::boringssl;
using test::unhex;
namespace made = test::openssl;

namespace {
const boringssl b;
using private_key = boringssl::private_key;

struct halves {
  std::string_view der;
  std::vector<std::uint8_t> first, second;
  public_key half;
};
std::vector<halves> all_keys() {
  std::vector<halves> keys;
  keys.reserve(7);
  const auto add = [&](std::string_view der, std::string_view first, auto make) {
    halves& k = keys.emplace_back(halves{der, unhex(first), unhex(made::rsa_exponent), {}});
    k.half = make(k);
  };
  const auto rsa = [](halves const& k) -> public_key { return rsa_public_key{k.first, k.second}; };
  const auto p256 = [](halves const& k) -> public_key { return ec_public_key{NamedGroup::secp256r1, k.first}; };
  const auto p384 = [](halves const& k) -> public_key { return ec_public_key{NamedGroup::secp384r1, k.first}; };
  const auto p521 = [](halves const& k) -> public_key { return ec_public_key{NamedGroup::secp521r1, k.first}; };
  const auto ed25519 = [](halves const& k) -> public_key { return ed25519_public_key{k.first}; };
  add(made::rsa2048_private, made::rsa2048_modulus, rsa);
  add(made::rsa2048_pkcs1_private, made::rsa2048_modulus, rsa);
  add(made::p256_private, made::p256_point, p256);
  add(made::p256_sec1_private, made::p256_point, p256);
  add(made::p384_private, made::p384_point, p384);
  add(made::p521_private, made::p521_point, p521);
  add(made::ed25519_private, made::ed25519_public, ed25519);
  return keys;
}
std::vector<SignatureScheme> schemes_of(std::string_view der) {
  const auto key = private_key::from_der(b, unhex(der));
  REQUIRE(key);
  const auto schemes = key->schemes();
  return {schemes.begin(), schemes.end()};
}
errc refusal(std::vector<std::uint8_t> const& der) {
  const auto key = private_key::from_der(b, der);
  return key ? errc::none : key.error().code;
}
}  // namespace

TEST_CASE("C63: what a key of each form signs, its public half verifies, under every scheme of its own") {
  for (halves const& k : all_keys()) {
    const auto key = private_key::from_der(b, unhex(k.der));
    REQUIRE(key);
    CHECK_FALSE(key->schemes().empty());
    for (SignatureScheme scheme : key->schemes()) {
      std::array<std::uint8_t, private_key::max_signature_size> room{};
      const auto size = key->sign(b, scheme, as_bytes("text"), room);
      REQUIRE(size);
      const mutable_bytes signature = mutable_bytes(room).first(*size);
      CHECK(verify(b, find(scheme)->algorithm, k.half, as_bytes("text"), signature));
      CHECK_FALSE(verify(b, find(scheme)->algorithm, k.half, as_bytes("test"), signature));
      if (find(scheme)->tls13_certificate_verify) CHECK(verify(b, scheme, k.half, as_bytes("text"), signature));
      signature[*size - 1] ^= 1;
      CHECK_FALSE(verify(b, find(scheme)->algorithm, k.half, as_bytes("text"), signature));
    }
  }
}

TEST_CASE("C63: a key knows its schemes, those of TLS 1.3 first") {
  CHECK(schemes_of(made::ed25519_private) == std::vector{SignatureScheme::ed25519});
  CHECK(schemes_of(made::p256_private) == std::vector{SignatureScheme::ecdsa_secp256r1_sha256});
  CHECK(schemes_of(made::p384_private) == std::vector{SignatureScheme::ecdsa_secp384r1_sha384});
  CHECK(schemes_of(made::p521_private) == std::vector{SignatureScheme::ecdsa_secp521r1_sha512});
  CHECK(schemes_of(made::rsa2048_private) ==
        std::vector{SignatureScheme::rsa_pss_rsae_sha256, SignatureScheme::rsa_pss_rsae_sha384,
                    SignatureScheme::rsa_pss_rsae_sha512, SignatureScheme::rsa_pkcs1_sha256,
                    SignatureScheme::rsa_pkcs1_sha384, SignatureScheme::rsa_pkcs1_sha512});
}

TEST_CASE("a key matches its own public half and no other") {
  const auto keys = all_keys();
  for (halves const& a : keys) {
    const auto key = private_key::from_der(b, unhex(a.der));
    REQUIRE(key);
    for (halves const& c : keys) CHECK(key->matches(c.half) == (a.first == c.first));
    CHECK_FALSE(key->matches(ed25519_public_key{}));
  }
}

TEST_CASE("a scheme that isn't the key's, or a room too small, is refused") {
  const auto key = private_key::from_der(b, unhex(made::p256_private));
  REQUIRE(key);
  std::array<std::uint8_t, private_key::max_signature_size> room{};
  for (SignatureScheme scheme : {SignatureScheme::ecdsa_secp384r1_sha384, SignatureScheme::ed25519,
                                 SignatureScheme::rsa_pss_rsae_sha256, SignatureScheme::ecdsa_sha1})
    CHECK(key->sign(b, scheme, {}, room).error().code == errc::signature_scheme_mismatch);
  CHECK(key->sign(b, SignatureScheme::ecdsa_secp256r1_sha256, {}, mutable_bytes(room).first(64)).error().code ==
        errc::no_space);
}

TEST_CASE("a key cut short or followed by more is malformed") {
  for (std::string_view form : {made::p256_private, made::p256_sec1_private, made::p521_private, made::ed25519_private,
                                made::rsa2048_pkcs1_private}) {
    const auto whole = unhex(form);
    const std::size_t step = whole.size() > 200 ? 37 : 1;
    for (std::size_t size = 0; size < whole.size(); size += step)
      CHECK(refusal({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}) == errc::private_key_malformed);
    auto longer = whole;
    longer.push_back(0);
    CHECK(refusal(longer) == errc::private_key_malformed);
  }
}

TEST_CASE("an RSA key under 2048 or over 8192 bits, and a key on another curve are refused by name") {
  CHECK(refusal(unhex(made::rsa1024_private)) == errc::certificate_key_too_small);
  CHECK(refusal(unhex(made::rsa8200_private)) == errc::certificate_key_too_large);
  CHECK(refusal(unhex(made::p224_private)) == errc::config_unsupported_by_backend);
}

TEST_CASE("a private key moves and isn't copied") {
  STATIC_REQUIRE(!std::is_copy_constructible_v<private_key>);
  STATIC_REQUIRE(std::is_nothrow_move_constructible_v<private_key>);
}
