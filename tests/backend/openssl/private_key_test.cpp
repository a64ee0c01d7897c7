#include "cxtls/backend/openssl/private_key.hpp"

#include <catch2/catch_test_macros.hpp>

#include "backend/openssl/key_forms.hpp"
#include "cxtls/backend/openssl.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using openssl = backend::openssl;
using test::unhex;
namespace made = test::openssl;

namespace {
errc refusal(std::vector<std::uint8_t> const& der) {
  const auto key = openssl::private_key::from_der(openssl{}, der);
  return key ? errc::none : key.error().code;
}
}  // namespace

// On a terminal OpenSSL would ask for the password; under a test runner that would wait for ever.
TEST_CASE("an encrypted key is refused, and nobody is asked for a password") {
  CHECK(refusal(unhex(made::p256_encrypted)) == errc::private_key_malformed);
}

TEST_CASE("a public key is no private key") { CHECK(refusal(unhex(made::p256_public)) == errc::private_key_malformed); }

TEST_CASE("RFC 5480, 2.1.1: a curve that is written out is refused, even if it is one of ours") {
  CHECK(refusal(unhex(made::p256_explicit)) == errc::config_unsupported_by_backend);
}

TEST_CASE("keys of other algorithms and curves are refused by name") {
  CHECK(refusal(unhex(made::ed448_private)) == errc::config_unsupported_by_backend);
  CHECK(refusal(unhex(made::x25519_private)) == errc::config_unsupported_by_backend);
  CHECK(refusal(unhex(made::secp256k1_private)) == errc::config_unsupported_by_backend);
}

TEST_CASE("a key that writes its point compressed matches the uncompressed one") {
  const auto key = openssl::private_key::from_der(openssl{}, unhex(made::p256_compressed));
  REQUIRE(key);
  const auto point = unhex(made::p256_point);
  CHECK(key->matches(crypto::ec_public_key{NamedGroup::secp256r1, point}));
}

TEST_CASE("a key whose halves don't belong together is malformed") {
  auto ec = unhex(made::p256_sec1_private);
  ec[7 + 31] ^= 1;  // the last octet of the private half, behind SEQUENCE, version and the OCTET STRING's header
  CHECK(refusal(ec) == errc::private_key_malformed);
  auto rsa = unhex(made::rsa2048_pkcs1_private);
  rsa[11 + 257 + 4] ^= 4;  // the public exponent, behind SEQUENCE, version and modulus
  CHECK(refusal(rsa) == errc::private_key_malformed);
}
