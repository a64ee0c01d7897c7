#include "cxtls/crypto/bare_private_key.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"
#include "support/wire_laws.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using crypto::is_bare_private_key;
using test::unhex;

namespace {
constexpr auto p256 = [] {
  std::array<std::uint8_t, test::openssl::p256_sec1_private.size() / 2> out{};
  copy(unhex(test::openssl::p256_sec1_private), out.data());
  return out;
}();
}  // namespace

TEST_CASE("OpenSSL's SEC 1 key is an ECPrivateKey with its curve and its point") {
  test::obeys_the_laws<crypto::ECPrivateKey, p256>();
  const auto key = parse<crypto::ECPrivateKey>(p256);
  REQUIRE(key);
  CHECK(key->privateKey.size() == 32);
  CHECK(key->parameters == der::oid_of<1, 2, 840, 10045, 3, 1, 7>);
  REQUIRE(key->publicKey);
  CHECK(test::hex(key->publicKey->octets) == test::openssl::p256_point);
}

TEST_CASE("OpenSSL's PKCS#1 key is an RSAPrivateKey with its modulus") {
  const auto der = unhex(test::openssl::rsa2048_pkcs1_private);
  const auto key = parse<crypto::RSAPrivateKey>(der);
  REQUIRE(key);
  CHECK(test::hex(key->modulus) == test::openssl::rsa2048_modulus);
  CHECK(test::round_trips<crypto::RSAPrivateKey>(der));
  CHECK(test::refuses_one_octet_more<crypto::RSAPrivateKey>(der));
}

TEST_CASE("a bare private key is told from one in PKCS#8 and from what is cut short") {
  STATIC_REQUIRE(is_bare_private_key(p256));
  CHECK(is_bare_private_key(p256));
  const auto rsa = unhex(test::openssl::rsa2048_pkcs1_private);
  CHECK(is_bare_private_key(rsa));
  for (std::size_t n = 0; n < rsa.size(); n += 37) CHECK_FALSE(is_bare_private_key(bytes(rsa).first(n)));
  for (std::string_view key :
       {test::openssl::p256_private, test::openssl::rsa2048_private, test::openssl::ed25519_private})
    CHECK_FALSE(is_bare_private_key(unhex(key)));
}
