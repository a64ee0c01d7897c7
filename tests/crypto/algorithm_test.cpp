#include "cxtls/crypto/algorithm.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace cxtls::crypto;

TEST_CASE("sizes are those of FIPS 180-4, RFC 5116 and RFC 8439") {
  STATIC_REQUIRE(hash_size(hash_algorithm::sha256) == 32);
  STATIC_REQUIRE(hash_size(hash_algorithm::sha384) == max_hash_size);
  STATIC_REQUIRE(aead_key_size(aead_algorithm::aes_128_gcm) == 16);
  STATIC_REQUIRE(aead_key_size(aead_algorithm::aes_256_gcm) == 32);
  STATIC_REQUIRE(aead_key_size(aead_algorithm::chacha20_poly1305) == max_aead_key_size);
}

TEST_CASE("every signature algorithm takes one kind of key") {
  STATIC_REQUIRE(kind_of(signature_algorithm::rsa_pkcs1_sha256) == key_kind::rsa);
  STATIC_REQUIRE(kind_of(signature_algorithm::rsa_pss_sha512) == key_kind::rsa);
  STATIC_REQUIRE(kind_of(signature_algorithm::ecdsa_sha256) == key_kind::ec);
  STATIC_REQUIRE(kind_of(signature_algorithm::ecdsa_sha512) == key_kind::ec);
  STATIC_REQUIRE(kind_of(signature_algorithm::ed25519) == key_kind::ed25519);
}

TEST_CASE("a hash is known by its size") {
  STATIC_REQUIRE(hash_of_size(32) == hash_algorithm::sha256);
  STATIC_REQUIRE(hash_of_size(48) == hash_algorithm::sha384);
  STATIC_REQUIRE(!hash_of_size(0));
  STATIC_REQUIRE(!hash_of_size(64));
}

TEST_CASE("a backend's own algorithms are none of ours") {
  for (auto a : {aead_algorithm::aes_128_gcm, aead_algorithm::aes_256_gcm, aead_algorithm::chacha20_poly1305})
    CHECK_FALSE(is_own(a));
  for (auto a :
       {signature_algorithm::rsa_pkcs1_sha256, signature_algorithm::ecdsa_sha512, signature_algorithm::ed25519})
    CHECK_FALSE(is_own(a));
  for (std::uint8_t number : std::to_array<std::uint8_t>({0, 1, 255})) {
    CHECK(is_own(own_aead(number)));
    CHECK(is_own(own_signature(number)));
    CHECK(kind_of(own_signature(number)) == key_kind::own);
  }
  STATIC_REQUIRE(own_aead(0) != own_aead(1));
}
