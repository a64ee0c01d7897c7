#include "cxtls/crypto/suite.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/own_toy.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;

namespace {
// As libsodium: ChaCha20-Poly1305 first, AES-256-GCM without the SHA-384 that its suite needs.
struct without_sha384 : test::toy_backend {
  using test::toy_backend::toy_backend;
  static constexpr capabilities hashes{hash_algorithm::sha256};
  static constexpr capabilities aeads{aead_algorithm::chacha20_poly1305, aead_algorithm::aes_256_gcm};
};
}  // namespace

TEST_CASE("C61: suites follow from the backend's lists, in its order") {
  STATIC_REQUIRE(suites<test::toy_backend>.size() == 3);
  STATIC_REQUIRE(suites<test::toy_backend>[0].id == CipherSuite::TLS_AES_128_GCM_SHA256);
  STATIC_REQUIRE(suites<without_sha384>.size() == 1);
  STATIC_REQUIRE(suites<without_sha384>[0].id == CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("C61: a suite is found only if the backend can do it") {
  STATIC_REQUIRE(find<test::toy_backend>(CipherSuite::TLS_AES_256_GCM_SHA384)->hash == hash_algorithm::sha384);
  STATIC_REQUIRE(find<without_sha384>(CipherSuite::TLS_AES_256_GCM_SHA384) == nullptr);
  STATIC_REQUIRE(find<test::toy_backend>(CipherSuite::TLS_AES_128_CCM_8_SHA256) == nullptr);
  STATIC_REQUIRE(find<test::toy_backend>(CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256) == nullptr);
}

TEST_CASE("F17: an AES-GCM key never protects more than 2^24.5 records") {
  // n <= 2^24.5 < n + 1, squared: 2^49.
  constexpr auto square = [](std::uint64_t n) { return n * n; };
  STATIC_REQUIRE(square(aes_gcm_record_limit) <= std::uint64_t{1} << 49);
  STATIC_REQUIRE(square(aes_gcm_record_limit + 1) > std::uint64_t{1} << 49);
  STATIC_REQUIRE(square(aes_gcm_update_after) <= std::uint64_t{1} << 47);
  STATIC_REQUIRE(square(aes_gcm_update_after + 1) > std::uint64_t{1} << 47);
  for (auto const& row : suite_table)
    CHECK(row.record_limit ==
          (row.aead == aead_algorithm::chacha20_poly1305 ? sequence_number_limit : aes_gcm_record_limit));
}

TEST_CASE("a suite of the backend's own is found, in the place that its AEAD has") {
  using own = test::own_toy;
  STATIC_REQUIRE(suites<own>.size() == 4);
  STATIC_REQUIRE(suites<own>[0].id == own::own_suite);
  STATIC_REQUIRE(find<own>(own::own_suite)->hash == hash_algorithm::sha384);
  STATIC_REQUIRE(find<own>(CipherSuite::TLS_AES_128_GCM_SHA256) != nullptr);
  STATIC_REQUIRE(find<own>(own::own_tls12_suite) == nullptr);
  STATIC_REQUIRE(find<test::toy_backend>(own::own_suite) == nullptr);
  STATIC_REQUIRE(own_suites<test::toy_backend>.empty());
}
