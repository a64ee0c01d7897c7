#include "cxtls/crypto/group.hpp"

#include <catch2/catch_test_macros.hpp>

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
