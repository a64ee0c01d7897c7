#include "cxtls/crypto/require_own.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/own_toy.hpp"

using namespace cxtls;
using namespace cxtls::crypto;

// What is refused, and with which words, is in tests/compile_fail/crypto/own_*.cpp.
TEST_CASE("F30: a backend may add suites, groups and schemes, or nothing") {
  STATIC_REQUIRE(require_own<test::own_toy>());
  STATIC_REQUIRE(require_own<test::toy_backend>());
}

TEST_CASE("F30: code points of ours, signals and GREASE are taken") {
  for (auto const& row : suite_table) CHECK(crypto::detail::is_taken(row.id));
  for (auto const& row : tls12::suite_table) CHECK(crypto::detail::is_taken(row.id));
  using enum CipherSuite;
  for (CipherSuite id :
       {TLS_EMPTY_RENEGOTIATION_INFO_SCSV, TLS_FALLBACK_SCSV, CipherSuite{0x0a0a}, CipherSuite{0xfafa}})
    CHECK(crypto::detail::is_taken(id));
  for (CipherSuite id : {TLS_AES_128_CCM_SHA256, CipherSuite{0xc0ac}, CipherSuite{0x1a0a}, CipherSuite{0x0a1a}})
    CHECK_FALSE(crypto::detail::is_taken(id));
}

TEST_CASE("F30: the OIDs of our keys are taken") {
  CHECK(crypto::detail::is_taken(der::rsaEncryption));
  CHECK(crypto::detail::is_taken(der::id_ecPublicKey));
  CHECK(crypto::detail::is_taken(der::id_Ed25519));
  CHECK_FALSE(crypto::detail::is_taken(test::own_toy::own_oid));
}
