#include "cxtls/backend/composed.hpp"

#include <catch2/catch_test_macros.hpp>

#include "backend_kit/kit.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/libsodium.hpp"
#include "cxtls/client.hpp"
#include "cxtls/server.hpp"
#include "vectors/openssl_chains.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using backend::boringssl, backend::libsodium, backend::composed, backend::only;
using crypto::aead_algorithm, crypto::hash_algorithm, crypto::signature_algorithm;

namespace {

using parts_of_libsodium = only<libsodium, NamedGroup::x25519, aead_algorithm::chacha20_poly1305>;
struct mine : composed<parts_of_libsodium, boringssl> {};

static_assert(crypto::require_backend<mine>());
static_assert(
    std::is_same_v<mine::aead<aead_algorithm::chacha20_poly1305>, libsodium::aead<aead_algorithm::chacha20_poly1305>>);
static_assert(std::is_same_v<mine::key_exchange<NamedGroup::x25519>, libsodium::key_exchange<NamedGroup::x25519>>);
static_assert(std::is_same_v<mine::aead<aead_algorithm::aes_128_gcm>, boringssl::aead<aead_algorithm::aes_128_gcm>>);
static_assert(std::is_same_v<mine::hash<hash_algorithm::sha256>, boringssl::hash<hash_algorithm::sha256>>);
static_assert(
    std::is_same_v<mine::verifier<signature_algorithm::ed25519>, boringssl::verifier<signature_algorithm::ed25519>>);

// What two parts list counts once, where the first has it.
static_assert(mine::groups.size() == boringssl::groups.size() && mine::groups[0] == NamedGroup::x25519);
static_assert(mine::aeads.size() == 3 && mine::aeads[0] == aead_algorithm::chacha20_poly1305);
static_assert(mine::hashes.size() == 2 && mine::signatures.size() == boringssl::signatures.size());

// All that libsodium has comes from it, its keys too.
using both = composed<libsodium, boringssl>;
static_assert(std::is_same_v<both::hmac<hash_algorithm::sha256>, libsodium::hmac<hash_algorithm::sha256>>);
static_assert(std::is_same_v<both::hmac<hash_algorithm::sha384>, boringssl::hmac<hash_algorithm::sha384>>);

const backend_kit::conformance<mine> kit;

// ---- what is left out takes the suites that need it with it, and nothing else ----

template <class B>
constexpr bool suites_are(std::initializer_list<CipherSuite> expected) {
  if (crypto::suites<B>.size() != expected.size()) return false;
  std::size_t i = 0;
  for (CipherSuite suite : expected)
    if (crypto::suites<B>[i++].id != suite) return false;
  return true;
}
template <auto... Algorithms>
using boring = only<boringssl, NamedGroup::x25519, signature_algorithm::ed25519, Algorithms...>;
using enum CipherSuite;
using enum hash_algorithm;
using enum aead_algorithm;
static_assert(suites_are<boringssl>({TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256}));
static_assert(suites_are<boring<sha256, sha384, aes_256_gcm, chacha20_poly1305>>({TLS_AES_256_GCM_SHA384,
                                                                                  TLS_CHACHA20_POLY1305_SHA256}));
static_assert(suites_are<boring<sha256, sha384, aes_128_gcm, chacha20_poly1305>>({TLS_AES_128_GCM_SHA256,
                                                                                  TLS_CHACHA20_POLY1305_SHA256}));
static_assert(suites_are<boring<sha256, sha384, aes_128_gcm, aes_256_gcm>>({TLS_AES_128_GCM_SHA256,
                                                                            TLS_AES_256_GCM_SHA384}));
static_assert(suites_are<boring<sha256, aes_128_gcm, aes_256_gcm, chacha20_poly1305>>({TLS_AES_128_GCM_SHA256,
                                                                                       TLS_CHACHA20_POLY1305_SHA256}));
static_assert(boring<sha256, sha384, aes_128_gcm>::groups.size() == 1);
static_assert(boring<sha256, sha384, aes_128_gcm>::signatures.size() == 1);

// ---- whole connections ----

constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z; the chains are good from 2026 to 2036

struct mixed_tls : stack<mine> {};
struct plain_tls : stack<boringssl> {};

template <class Client, class Server>
connection_info negotiated(CipherSuite suite, std::string_view chain) {
  server_config serving;
  REQUIRE(serving.certificates.push(*own_certificate::from_pem(chain)));
  const auto server_side = server_context<Server>::create(std::move(serving));
  client_config asking{.trust = *trust_store::from_pem(test::chains::root), .cipher_suites = suite_list(suite)};
  asking.profile = profile::private_pki;
  const auto client_side = client_context<Client>::create(std::move(asking));
  REQUIRE(server_side);
  REQUIRE(client_side);

  client<Client> c(*client_side, dns_name{"server.example"});
  server<Server> s(*server_side);
  std::string text;
  (void)c.start(noon);
  for (int turn = 0; turn < 16; ++turn) {
    const auto carry = [&](auto& from, auto& to) {
      for (bool again = !from.outgoing().empty(); again;) {
        const step taken = to.receive(from.outgoing(), noon);
        text += as_text(taken.plaintext);
        from.sent(taken.consumed);
        again = taken.again || (taken.consumed != 0 && !from.outgoing().empty());
      }
    };
    carry(c, s);
    carry(s, c);
    if (turn == 4) REQUIRE(c.send(as_bytes("hello")));
  }
  REQUIRE(c.now() == condition::connected);
  REQUIRE(s.now() == condition::connected);
  CHECK(text == "hello");
  return c.info();
}

}  // namespace

TEST_CASE("a backend put together from two parts connects with one that isn't, at either end") {
  for (CipherSuite suite : {TLS_CHACHA20_POLY1305_SHA256, TLS_AES_256_GCM_SHA384})
    for (std::string_view chain : {test::chains::p256, test::chains::rsa2048, test::chains::ed25519}) {
      CHECK(negotiated<mixed_tls, plain_tls>(suite, chain).cipher_suite == suite);
      CHECK(negotiated<plain_tls, mixed_tls>(suite, chain).cipher_suite == suite);
    }
}

TEST_CASE("a private key is held by the first part that can sign with it") {
  const auto held = [](auto const& b, std::string_view hex) {
    return std::remove_cvref_t<decltype(b)>::private_key::from_der(b, test::unhex(hex));
  };
  const both b;
  for (std::string_view key :
       {test::openssl::ed25519_private, test::openssl::p256_private, test::openssl::rsa2048_private}) {
    const auto read = held(b, key);
    REQUIRE(read);
    CHECK_FALSE(read->schemes().empty());
  }
  CHECK(held(b, test::openssl::rsa1024_private).error().code == errc::certificate_key_too_small);
  CHECK(held(b, "3000").error().code == errc::private_key_malformed);
  // A part that lists no signatures holds no keys.
  const composed<only<libsodium, sha256>, only<boringssl, signature_algorithm::ecdsa_sha256>> ecdsa_only;
  CHECK(held(ecdsa_only, test::openssl::p256_private));
  CHECK(held(ecdsa_only, test::openssl::ed25519_private).error().code == errc::config_unsupported_by_backend);
}
