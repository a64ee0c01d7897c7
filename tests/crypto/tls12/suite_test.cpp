#include "cxtls/crypto/tls12/suite.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/own_toy.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;

namespace {
struct everything : test::toy_backend {
  static constexpr capabilities signatures{signature_algorithm::ecdsa_sha256, signature_algorithm::rsa_pss_sha256};
};
// As libsodium: ChaCha20-Poly1305 first, AES-256-GCM without the SHA-384 that its suite needs, Ed25519.
struct narrow : test::toy_backend {
  static constexpr capabilities hashes{hash_algorithm::sha256};
  static constexpr capabilities aeads{aead_algorithm::chacha20_poly1305, aead_algorithm::aes_256_gcm};
};
}  // namespace

TEST_CASE("C61: the suites of TLS 1.2 are the six with ECDHE and an AEAD (RFC 9325, 4.2; RFC 7905, 3)") {
  STATIC_REQUIRE(tls12::suite_table.size() == 6);
  for (auto const& row : tls12::suite_table) {
    const std::string_view name = name_of(row.id);
    INFO(name);
    const auto says = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
    CHECK(name.starts_with(row.auth == tls12::authentication::rsa ? "TLS_ECDHE_RSA_WITH_" : "TLS_ECDHE_ECDSA_WITH_"));
    CHECK(says("_AES_128_GCM_") == (row.aead == aead_algorithm::aes_128_gcm));
    CHECK(says("_AES_256_GCM_") == (row.aead == aead_algorithm::aes_256_gcm));
    CHECK(says("_CHACHA20_POLY1305_") == (row.aead == aead_algorithm::chacha20_poly1305));
    CHECK(name.ends_with(row.hash == hash_algorithm::sha384 ? "_SHA384" : "_SHA256"));
    CHECK(row.record_limit == (says("GCM") ? aes_gcm_record_limit : sequence_number_limit));
  }
}

TEST_CASE("C61: suites of TLS 1.2 follow from the backend's lists, in its order") {
  STATIC_REQUIRE(tls12::suites<everything>.size() == 6);
  STATIC_REQUIRE(tls12::suites<everything>[0].id == CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
  STATIC_REQUIRE(tls12::suites<everything>[1].id == CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
  STATIC_REQUIRE(tls12::suites<everything>[5].id == CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);
  STATIC_REQUIRE(tls12::suites<narrow>.size() == 1);
  STATIC_REQUIRE(tls12::suites<narrow>[0].id == CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("C61: a suite of TLS 1.2 is found only if the backend can do it") {
  STATIC_REQUIRE(tls12::find<everything>(CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)->hash ==
                 hash_algorithm::sha384);
  STATIC_REQUIRE(tls12::find<everything>(CipherSuite::TLS_AES_128_GCM_SHA256) == nullptr);
  // It verifies no RSA signature, so it can't authenticate the server.
  STATIC_REQUIRE(tls12::find<test::toy_backend>(CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256) == nullptr);
  STATIC_REQUIRE(tls12::find<test::toy_backend>(CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256) != nullptr);
}

TEST_CASE("C61: RFC 8422, 2.1: ECDHE_ECDSA takes ECDSA and EdDSA keys, ECDHE_RSA takes RSA keys") {
  using enum tls12::authentication;
  STATIC_REQUIRE(tls12::authenticates(ecdsa, key_kind::ec));
  STATIC_REQUIRE(tls12::authenticates(ecdsa, key_kind::ed25519));
  STATIC_REQUIRE(!tls12::authenticates(ecdsa, key_kind::rsa));
  STATIC_REQUIRE(tls12::authenticates(rsa, key_kind::rsa));
  STATIC_REQUIRE(!tls12::authenticates(rsa, key_kind::ec));
  STATIC_REQUIRE(!tls12::authenticates(rsa, key_kind::ed25519));
}

TEST_CASE("RFC 5288, 3 and RFC 7905, 2: what of a nonce comes from the key block, and what from the record") {
  STATIC_REQUIRE(tls12::fixed_iv_size(aead_algorithm::aes_128_gcm) == 4);
  STATIC_REQUIRE(tls12::fixed_iv_size(aead_algorithm::aes_256_gcm) == 4);
  STATIC_REQUIRE(tls12::fixed_iv_size(aead_algorithm::chacha20_poly1305) == 12);
  STATIC_REQUIRE(tls12::explicit_nonce_size(aead_algorithm::aes_128_gcm) == 8);
  STATIC_REQUIRE(tls12::explicit_nonce_size(aead_algorithm::aes_256_gcm) == 8);
  STATIC_REQUIRE(tls12::explicit_nonce_size(aead_algorithm::chacha20_poly1305) == 0);
}

TEST_CASE("a suite of the backend's own is found, and its nonces are made as AES-GCM's") {
  using own = test::own_toy;
  STATIC_REQUIRE(tls12::find<own>(own::own_tls12_suite)->aead == own::own_aead);
  STATIC_REQUIRE(tls12::find<own>(own::own_suite) == nullptr);
  STATIC_REQUIRE(tls12::find<test::toy_backend>(own::own_tls12_suite) == nullptr);
  STATIC_REQUIRE(tls12::explicit_nonce_size(own::own_aead) == 8);
}
