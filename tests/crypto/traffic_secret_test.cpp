#include "cxtls/crypto/traffic_secret.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::hex;
using test::unhex;

// The trace of RFC 8448 is in key_schedule_test.cpp; here is what it doesn't show.
namespace {
const backend::boringssl b;
using client_application = traffic_secret<stage::application, sender::client>;
using server_application = traffic_secret<stage::application, sender::server>;
using server_handshake = traffic_secret<stage::handshake, sender::server>;
using client_handshake = traffic_secret<stage::handshake, sender::client>;
template <class S>
concept Updates = requires(S s) { std::move(s).next(b); };
template <class S>
concept Finishes = requires(S s, hash_upto<after::ServerCertificateVerify> h) { s.finished(b, h); };
}  // namespace

TEST_CASE("F18: secrets of different stages and senders are different types") {
  STATIC_REQUIRE(!std::is_convertible_v<client_application, server_application>);
  STATIC_REQUIRE(!std::is_convertible_v<client_handshake, client_application>);
  STATIC_REQUIRE(!std::is_copy_constructible_v<client_application>);
  STATIC_REQUIRE(!std::is_default_constructible_v<client_application>);
}

TEST_CASE("only application secrets are updated, only handshake secrets authenticate a Finished") {
  STATIC_REQUIRE(Updates<client_application>);
  STATIC_REQUIRE(!Updates<server_handshake>);
  STATIC_REQUIRE(Finishes<server_handshake>);
  STATIC_REQUIRE(!Finishes<server_application>);
}

TEST_CASE("RFC 8446, 7.2: a KeyUpdate expands the secret with the label \"traffic upd\"") {
  // The secret is RFC 8448's (section 3, "c ap traffic"), the next one OpenSSL's:
  // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY -kdfopt hexkey:9e40...04a5
  //   -kdfopt hexinfo:00201174 6c733133 20747261 66666963 20757064 00 HKDF
  auto secret = client_application::of(hash_algorithm::sha256,
                                       unhex("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5"));
  const auto next = std::move(secret).next(b);
  REQUIRE(next);
  CHECK(hex(next->expose()) == "fcdfcc72725aaee48bf64e4fd8b749cdbdbab39d90da0b26e2245ca6ea167207");
  CHECK(next->algorithm() == hash_algorithm::sha256);
}

TEST_CASE("keys are as long as the AEAD wants them") {
  const auto secret = client_application::of(hash_algorithm::sha384, std::array<std::uint8_t, 48>{});
  CHECK(secret.keys(b, aead_algorithm::aes_128_gcm)->key.size() == 16);
  CHECK(secret.keys(b, aead_algorithm::aes_256_gcm)->key.size() == 32);
  CHECK(secret.keys(b, aead_algorithm::chacha20_poly1305)->iv.size() == 12);
  CHECK(secret.key(b, 33).error().code == errc::no_space);
}
