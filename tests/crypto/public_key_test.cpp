#include "cxtls/crypto/public_key.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls::crypto;

TEST_CASE("a public key knows its kind") {
  STATIC_REQUIRE(kind_of(public_key{rsa_public_key{}}) == key_kind::rsa);
  STATIC_REQUIRE(kind_of(public_key{ec_public_key{}}) == key_kind::ec);
  STATIC_REQUIRE(kind_of(public_key{ed25519_public_key{}}) == key_kind::ed25519);
  STATIC_REQUIRE(kind_of(public_key{own_public_key{}}) == key_kind::own);
}
