#include "cxtls/crypto/group.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/own_toy.hpp"

using namespace cxtls;

TEST_CASE("sizes of shares are those of RFC 8446, 4.2.8, and RFC 10024") {
  STATIC_REQUIRE(crypto::find(NamedGroup::x25519)->share_size == 32);
  STATIC_REQUIRE(crypto::find(NamedGroup::secp256r1)->share_size == 1 + 2 * 32);
  STATIC_REQUIRE(crypto::find(NamedGroup::secp384r1)->share_size == 1 + 2 * 48);
  STATIC_REQUIRE(crypto::find(NamedGroup::secp521r1)->share_size == 1 + 2 * 66);
  STATIC_REQUIRE(crypto::find(NamedGroup::secp521r1)->secret_size == 66);
  // ML-KEM-768: a key of 1184 octets, a ciphertext of 1088, a secret of 32 (FIPS 203, table 3); X25519 beside it.
  STATIC_REQUIRE(crypto::find(NamedGroup::X25519MLKEM768)->share_size == 1184 + 32);
  STATIC_REQUIRE(crypto::find(NamedGroup::X25519MLKEM768)->response_size == 1088 + 32);
  STATIC_REQUIRE(crypto::find(NamedGroup::X25519MLKEM768)->secret_size == 32 + 32);
  STATIC_REQUIRE(crypto::find(NamedGroup::secp224r1) == nullptr);
}

TEST_CASE("the maxima hold for every group in the table") {
  for (auto const& row : crypto::group_table) {
    CHECK(row.share_size <= crypto::max_share_size);
    CHECK(row.response_size <= crypto::max_response_size);
    CHECK(row.secret_size <= crypto::max_shared_secret_size);
  }
}

TEST_CASE("what a backend lists is found, with the sizes of the class if the group is its own") {
  using own = test::own_toy;
  STATIC_REQUIRE(crypto::find<own>(own::own_group)->share_size == 56);
  STATIC_REQUIRE(crypto::find<own>(own::own_group)->response_size == 57);
  STATIC_REQUIRE(crypto::find<own>(own::own_group)->secret_size == 58);
  STATIC_REQUIRE(crypto::find<own>(NamedGroup::secp256r1)->share_size == 65);
  STATIC_REQUIRE(crypto::find<own>(NamedGroup::secp384r1) == nullptr);
  STATIC_REQUIRE(crypto::find<test::toy_backend>(own::own_group) == nullptr);
  STATIC_REQUIRE(crypto::is_own(own::own_group));
  STATIC_REQUIRE(!crypto::is_own(NamedGroup::X25519MLKEM768));
}

TEST_CASE("TLS 1.2 has curves only, and none of those that TLS 1.3 has alone") {
  using enum NamedGroup;
  for (NamedGroup group : {secp256r1, secp384r1, secp521r1, x25519, x448}) CHECK(crypto::is_for_tls12(group));
  for (NamedGroup group : {brainpoolP256r1tls13, brainpoolP384r1tls13, brainpoolP512r1tls13, ffdhe2048, ffdhe8192,
                           MLKEM768, X25519MLKEM768, SecP384r1MLKEM1024, NamedGroup{0xfe00}})
    CHECK_FALSE(crypto::is_for_tls12(group));
}

TEST_CASE("what TLS 1.3 gave up is told from what it has (RFC 8446, 4.2.7)") {
  using enum NamedGroup;
  for (NamedGroup group : {sect163k1, secp224r1, secp256k1, brainpoolP256r1, brainpoolP512r1, NamedGroup{0xff01}})
    CHECK(crypto::is_obsolete(group));
  for (NamedGroup group : {secp256r1, x448, brainpoolP256r1tls13, ffdhe2048, SecP256r1MLKEM768, NamedGroup{0xfe00}})
    CHECK_FALSE(crypto::is_obsolete(group));
}
