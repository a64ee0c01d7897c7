#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/libsodium.hpp"
#include "cxtls/crypto/verify.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using backend::libsodium;
using test::unhex;
namespace made = test::openssl;

namespace {
using private_key = libsodium::private_key;
const libsodium b;

errc refusal(std::vector<std::uint8_t> const& der) {
  const auto key = private_key::from_der(b, der);
  return key ? errc::none : key.error().code;
}
// RFC 8410, 10.3.
constexpr std::string_view with_public_half =
    "3072020101300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842a01f301d060a2a8648"
    "86f70d01090914310f0c0d437572646c6520436861697273"
    "81210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
}  // namespace

TEST_CASE("a key that libsodium can't use is refused by name, in PKCS#8 and without it") {
  for (std::string_view key : {made::rsa2048_private, made::p256_private, made::p384_private, made::p521_private,
                               made::rsa2048_pkcs1_private, made::p256_sec1_private, made::p224_private})
    CHECK(refusal(unhex(key)) == errc::config_unsupported_by_backend);
}

TEST_CASE("what is no private key is malformed") {
  for (std::string_view key : {made::ed25519_private, made::p256_private, made::p256_sec1_private}) {
    const auto whole = unhex(key);
    for (std::size_t n = 0; n < whole.size(); ++n)
      CHECK(refusal({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)}) == errc::private_key_malformed);
    auto longer = whole;
    longer.push_back(0);
    CHECK(refusal(longer) == errc::private_key_malformed);
  }
}

TEST_CASE("RFC 8410: a public key beside the private one has to belong to it") {
  const auto der = unhex(with_public_half);
  const auto key = private_key::from_der(b, der);
  REQUIRE(key);
  CHECK(key->matches(crypto::ed25519_public_key{bytes(der).last(32)}));
  auto wrong = der;
  wrong.back() ^= 1;
  CHECK(refusal(wrong) == errc::private_key_mismatch);
}

TEST_CASE("Ed25519 keys match no key of another kind or size") {
  const auto key = private_key::from_der(b, unhex(made::ed25519_private));
  REQUIRE(key);
  const auto half = unhex(made::ed25519_public);
  CHECK(key->matches(crypto::ed25519_public_key{half}));
  CHECK_FALSE(key->matches(crypto::ed25519_public_key{bytes(half).first(31)}));
  CHECK_FALSE(key->matches(crypto::ec_public_key{NamedGroup::x25519, half}));
  CHECK_FALSE(key->matches(crypto::rsa_public_key{half, {}}));
}

TEST_CASE("a certificate's signature by an algorithm that libsodium lacks is unsupported, not wrong") {
  const auto half = unhex(made::ed25519_public);
  CHECK(crypto::verify(b, crypto::signature_algorithm::ecdsa_sha256, crypto::ed25519_public_key{half}, {}, {})
            .error()
            .code == errc::config_unsupported_by_backend);
  CHECK(crypto::verify(b, SignatureScheme::rsa_pss_rsae_sha256, crypto::rsa_public_key{half, half}, {}, {})
            .error()
            .code == errc::config_unsupported_by_backend);
}
