#include "cxtls/client_context.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <thread>

#include "cxtls/client.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct plain : stack<linked_backend> {};

template <class S = plain>
error refusal(client_config config) {
  auto made = client_context<S>::create(std::move(config));
  return made ? error{} : made.error();
}
template <class F>
client_config changed(F change) {
  client_config config = trusting_config();
  change(config);
  return config;
}

}  // namespace

TEST_CASE("a context is made from a configuration that says whom to trust, and nothing else") {
  CHECK_FALSE(refusal(trusting_config()));
}

TEST_CASE("C12: application protocols have names of 1 to 255 octets, and fit together") {
  const error invalid{errc::config_alpn_invalid, "alpn"};
  CHECK(refusal(changed([](client_config& c) { c.alpn = {""}; })) == invalid);
  CHECK(refusal(changed([](client_config& c) { c.alpn = {"h2", ""}; })) == invalid);
  const std::string most(255, 'a'), over(256, 'a'), half(128, 'b');
  CHECK_FALSE(refusal(changed([&](client_config& c) { c.alpn = {most}; })));
  CHECK(refusal(changed([&](client_config& c) { c.alpn = {over}; })) == invalid);
  CHECK(refusal(changed([&](client_config& c) { c.alpn = {half, half}; })) == invalid);
}

TEST_CASE("a configuration narrows the policy, and can't widen it or the backend") {
  CHECK(refusal(changed([](client_config& c) { c.cipher_suites = suite_list(CipherSuite::TLS_AES_128_CCM_SHA256); })) ==
        error{errc::config_unsupported_by_backend, "cipher_suites"});
  CHECK(refusal(changed([](client_config& c) {
          c.cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite{0x0a0a});
        })) == error{errc::config_unsupported_by_backend, "cipher_suites"});
  CHECK(refusal(changed([](client_config& c) { c.groups = group_list(NamedGroup::secp521r1); })) ==
        error{errc::config_unsupported_by_backend, "groups"});
  CHECK(refusal(changed([](client_config& c) { c.groups = group_list(NamedGroup::x25519, NamedGroup::ffdhe2048); })) ==
        error{errc::config_unsupported_by_backend, "groups"});
}

TEST_CASE("signature schemes and key shares are checked as suites and groups are") {
  using enum SignatureScheme;
  CHECK_FALSE(refusal(changed([](client_config& c) { c.signature_schemes = scheme_list(ed25519); })));
  CHECK(refusal(changed([](client_config& c) { c.signature_schemes = scheme_list(ed25519, ed448); })) ==
        error{errc::config_unsupported_by_backend, "signature_schemes"});
  CHECK_FALSE(refusal(changed([](client_config& c) { c.key_share_groups = group_list(NamedGroup::secp384r1); })));
  CHECK_FALSE(refusal(changed([](client_config& c) { c.key_share_groups = group_list(); })));
  CHECK(refusal(changed([](client_config& c) {
          c.groups = group_list(NamedGroup::x25519);
          c.key_share_groups = group_list(NamedGroup::x25519, NamedGroup::secp256r1);
        })) == error{errc::config_unsupported_by_backend, "key_share_groups"});
}

TEST_CASE("a credential's key is its certificate's") {
  const auto with_key = [](std::string_view chain, std::string_view key) {
    return changed([&](client_config& c) {
      own_certificate shown = *own_certificate::from_pem(chain);
      shown.key = std::move(own_certificate::from_pem(key)->key);
      c.certificates = {std::move(shown)};
    });
  };
  for (std::string_view pem : that_can({chains::p256, chains::rsa2048, usual_chain()}))
    CHECK_FALSE(refusal(with_key(pem, pem)));
  CHECK(refusal(with_key(chains::ed25519, chains::ed25519_only)).code == errc::private_key_mismatch);
  if (can(chains::p384)) CHECK(refusal(with_key(chains::p256, chains::p384)).code == errc::private_key_mismatch);
  if (can(chains::rsa2048))
    CHECK(refusal(with_key(chains::ed25519, chains::rsa2048)).code == errc::private_key_mismatch);
  CHECK(refusal(changed([](client_config& c) {
          own_certificate shown = *own_certificate::from_pem(other_chain());
          buffer noise;
          REQUIRE(noise.append(octets(32, 0x30)));
          shown.key = std::move(noise);
          c.certificates = {std::move(shown)};
        })).code == errc::private_key_malformed);
}

TEST_CASE("a key that is elsewhere isn't compared") {
  CHECK_FALSE(refusal(config_with_external_key(chains::p256, scheme_list(SignatureScheme::ecdsa_secp256r1_sha256))));
}

TEST_CASE("A80: who chooses is one of a client's rules: sessions of the one don't go on in the other") {
  const auto asked =
      client_context<plain>::create(changed([](client_config& c) { c.ask_application_for_credential = true; }));
  const auto again =
      client_context<plain>::create(changed([](client_config& c) { c.ask_application_for_credential = true; }));
  const auto silent = client_context<plain>::create(trusting_config());
  REQUIRE((asked && again && silent));
  CHECK(asked->policy() == again->policy());
  CHECK(asked->policy() != silent->policy());
}

TEST_CASE("one context serves many connections, one after the other and at once") {
  client_end end;
  const auto second = end.another();
  for (any_client* c : {end.connection.get(), second.get()}) {
    scripted_server server;
    (void)c->start(noon);
    for (int i = 0; i < 4; ++i) {
      const octets out(c->outgoing().begin(), c->outgoing().end());
      c->sent(out.size());
      server.take(out);
      const step s = c->receive(server.outgoing, noon);
      server.outgoing.erase(server.outgoing.begin(), server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    }
    CHECK(c->now() == condition::connected);
    CHECK(server.seen.finished);
  }
}

TEST_CASE("F16: threads share a context") {
  auto context = client_context<plain>::create(trusting_config());
  REQUIRE(context);
  const auto connect = [&](int& connected) {
    for (int i = 0; i < 10; ++i) {
      client<plain> c(*context, dns_name{"server.example"});
      scripted_server server;
      (void)c.start(noon);
      for (int round = 0; round < 3; ++round) {
        const octets out(c.outgoing().begin(), c.outgoing().end());
        c.sent(out.size());
        server.take(out);
        const step s = c.receive(server.outgoing, noon);
        server.outgoing.erase(server.outgoing.begin(),
                              server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
      }
      if (c.now() == condition::connected && server.seen.finished) ++connected;
    }
  };
  int here = 0, there = 0;
  std::thread other(connect, std::ref(there));
  connect(here);
  other.join();
  CHECK(here == 10);
  CHECK(there == 10);
}
