#include "cxtls/handshake/hello/fixed_parts.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "support/backend.hpp"
#include "support/client_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

client_hello_model some_hello() {
  return {.random = {1, 2, 3},
          .legacy_session_id = octets(32, 7),
          .cipher_suites = {CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384},
          .extensions = {offered_name("server.example"), offered_groups({NamedGroup::x25519, NamedGroup::secp256r1}),
                         offered_schemes({SignatureScheme::ed25519}), offered_versions(), psk_modes(),
                         offered_protocols({"h2"}), offered_shares({{NamedGroup::x25519, octets(32, 1)}})}};
}
octets digest_of(client_hello_model const& m, crypto::hash_algorithm a = crypto::hash_algorithm::sha256) {
  const octets raw = encode(m);
  const auto hello = parse<ClientHello>(bytes(raw).subspan(4));
  REQUIRE(hello);
  const auto d = fixed_parts(linked_backend{}, a, *hello);
  REQUIRE(d);
  return {d->view().begin(), d->view().end()};
}
octets changed(std::function<void(client_hello_model&)> bend) {
  client_hello_model m = some_hello();
  bend(m);
  return digest_of(m);
}

}  // namespace

TEST_CASE("CVE-2025-6395: each field that a second hello has to repeat is in the digest") {
  const octets same = digest_of(some_hello());
  CHECK(digest_of(some_hello()) == same);
  CHECK(changed([](client_hello_model& m) { m.legacy_version = 0x0301; }) != same);
  for (std::size_t i : {0u, 31u}) CHECK(changed([=](client_hello_model& m) { m.random[i] ^= 1; }) != same);
  CHECK(changed([](client_hello_model& m) { m.legacy_session_id[31] ^= 1; }) != same);
  CHECK(changed([](client_hello_model& m) { m.legacy_session_id.pop_back(); }) != same);
  CHECK(changed([](client_hello_model& m) { m.legacy_session_id.clear(); }) != same);
  CHECK(changed([](client_hello_model& m) { std::swap(m.cipher_suites[0], m.cipher_suites[1]); }) != same);
  CHECK(changed([](client_hello_model& m) { m.cipher_suites.pop_back(); }) != same);
  CHECK(changed([](client_hello_model& m) { m.legacy_compression_methods = {0, 1}; }) != same);
}

TEST_CASE("each extension that may not change is in the digest: its type, its body, its being there") {
  const octets same = digest_of(some_hello());
  const client_hello_model whole = some_hello();
  for (raw_extension const& e : whole.extensions) {
    if (e.type == ExtensionType::key_share) continue;
    CAPTURE(name_of(e.type));
    CHECK(changed([&](client_hello_model& m) { m.drop(e.type); }) != same);
  }
  CHECK(changed([](client_hello_model& m) { m.put(offered_name("server.exampl")); }) != same);
  CHECK(changed([](client_hello_model& m) { m.put(offered_schemes({SignatureScheme::ed448})); }) != same);
  CHECK(changed([](client_hello_model& m) { m.put(extension(ExtensionType{0xff77})); }) != same);
  CHECK(changed([](client_hello_model& m) { m.put(extension(ExtensionType{0x0a0a})); }) != same);
  // What is unknown, too.
  const octets unknown = changed([](client_hello_model& m) { m.put(extension(ExtensionType{0xff77}, {1})); });
  CHECK(changed([](client_hello_model& m) { m.put(extension(ExtensionType{0xff77}, {2})); }) != unknown);
  CHECK(changed([](client_hello_model& m) { m.put(extension(ExtensionType{0xff78}, {1})); }) != unknown);
}

TEST_CASE("an octet that moves from one part to the next makes another digest") {
  const auto with = [](octets one, octets other) {
    return changed([&](client_hello_model& m) {
      m.put(extension(ExtensionType{0xff01 + 0x20}, one));
      m.put(extension(ExtensionType{0xff02 + 0x20}, other));
    });
  };
  CHECK(with({1, 2}, {}) != with({1}, {2}));
  CHECK(with({}, {1, 2}) != with({1}, {2}));
}

TEST_CASE("RFC 8446, 4.1.2: what a second hello may change isn't in the digest") {
  const octets same = digest_of(some_hello());
  CHECK(changed([](client_hello_model& m) { m.put(offered_shares({{NamedGroup::secp256r1, octets(65, 4)}})); }) ==
        same);
  CHECK(changed([](client_hello_model& m) { m.drop(ExtensionType::key_share); }) == same);
  CHECK(changed([](client_hello_model& m) { m.put(cookie(octets(99, 1))); }) == same);
  CHECK(changed([](client_hello_model& m) { m.put(extension(ExtensionType::early_data)); }) == same);
  CHECK(changed([](client_hello_model& m) { m.put(extension(ExtensionType::padding, octets(500))); }) == same);
  CHECK(changed([](client_hello_model& m) { m.put(pre_shared_keys({{.identity = octets(9, 1)}}, {octets(32, 2)})); }) ==
        same);
}

TEST_CASE("the order of the extensions isn't in the digest: clients that shuffle them may do it twice") {
  const octets same = digest_of(some_hello());
  CHECK(changed([](client_hello_model& m) { std::reverse(m.extensions.begin(), m.extensions.end()); }) == same);
  CHECK(changed([](client_hello_model& m) { std::swap(m.extensions[0], m.extensions[3]); }) == same);
}

TEST_CASE("as many extensions as the limit, and one more") {
  const auto with = [](std::size_t count) {
    client_hello_model m = some_hello();
    for (std::uint16_t code = 0xc000; m.extensions.size() < count; ++code)
      m.extensions.push_back(extension(ExtensionType{code}));
    return encode(m);
  };
  const auto fixed = [](octets const& raw) {
    return fixed_parts(linked_backend{}, crypto::hash_algorithm::sha256, *parse<ClientHello>(bytes(raw).subspan(4)));
  };
  CHECK(fixed(with(max_client_hello_extensions + 1)));  // key_share doesn't count
  CHECK(fixed(with(max_client_hello_extensions + 2)).error().code == errc::too_many_extensions);
}

TEST_CASE("the digest is as long as its hash") {
  CHECK(digest_of(some_hello(), crypto::hash_algorithm::sha256).size() == 32);
  if (can(CipherSuite::TLS_AES_256_GCM_SHA384))
    CHECK(digest_of(some_hello(), crypto::hash_algorithm::sha384).size() == 48);
}
