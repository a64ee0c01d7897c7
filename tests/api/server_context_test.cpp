#include "cxtls/server_context.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <thread>

#include "cxtls/server.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct plain : stack<linked_backend> {};

template <class S = plain>
error refusal(server_config config) {
  auto made = server_context<S>::create(std::move(config));
  return made ? error{} : made.error();
}
error changed(std::function<void(server_config&)> change, server_config config = showing_config()) {
  change(config);
  return refusal(std::move(config));
}
policy_id policy_of(server_config config) {
  auto made = server_context<plain>::create(std::move(config));
  REQUIRE(made);
  return made->settings().policy;
}

}  // namespace

TEST_CASE("a server has to have something to authenticate with: certificates, somebody to ask, or a key") {
  CHECK(refusal({}) == error{errc::config_no_certificate, "certificates"});
  CHECK_FALSE(refusal(showing_config()));
  CHECK_FALSE(changed([](server_config& c) { c.ask_application_for_credential = true; }, {}));
  CHECK_FALSE(
      changed([](server_config& c) { REQUIRE(c.psks.push(*external_psk::create(text("it"), octets(32, 1)))); }, {}));
}

TEST_CASE("a server that asks for certificates says whose it takes") {
  for (auto clients : {client_authentication::optional, client_authentication::required})
    CHECK(changed([=](server_config& c) { c.clients = clients; }) == error{errc::config_no_trust_anchor, "trust"});
  CHECK_FALSE(refusal(asking_config()));
  const std::string_view bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  CHECK_FALSE(trust_store::from_pem(bad));
}

TEST_CASE("C12: a server's application protocols have names of 1 to 255 octets") {
  CHECK(changed([](server_config& c) { c.alpn = {""}; }) == error{errc::config_alpn_invalid, "alpn"});
  CHECK_FALSE(changed([](server_config& c) { c.alpn = {"h2"}; }));
}

TEST_CASE("tickets are few, and live for seven days at most (RFC 8446, 4.6.1)") {
  CHECK_FALSE(changed([](server_config& c) { c.tickets = max_tickets; }));
  CHECK(changed([](server_config& c) { c.tickets = max_tickets + 1; }) ==
        error{errc::config_tickets_invalid, "tickets"});
  CHECK_FALSE(changed([](server_config& c) { c.ticket_lifetime = max_ticket_lifetime; }));
  CHECK(changed([](server_config& c) { c.ticket_lifetime = max_ticket_lifetime + 1; }) ==
        error{errc::config_tickets_invalid, "ticket_lifetime"});
}

TEST_CASE("a server's configuration narrows the policy, and can't widen it or the backend") {
  CHECK_FALSE(changed([](server_config& c) {
    c.cipher_suites = suite_list(CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
    c.groups = group_list(NamedGroup::secp384r1);
    c.signature_schemes = scheme_list(SignatureScheme::ed25519);
  }));
  CHECK(changed([](server_config& c) { c.cipher_suites = suite_list(CipherSuite::TLS_AES_128_CCM_SHA256); }) ==
        error{errc::config_unsupported_by_backend, "cipher_suites"});
  CHECK(changed([](server_config& c) { c.groups = group_list(NamedGroup::x25519, NamedGroup::x448); }) ==
        error{errc::config_unsupported_by_backend, "groups"});
  CHECK(changed([](server_config& c) { c.signature_schemes = scheme_list(SignatureScheme::ed448); }) ==
        error{errc::config_unsupported_by_backend, "signature_schemes"});
}

TEST_CASE("a server's key is its certificate's, and what goes along with it is what it should be") {
  buffer key, other;
  auto chain = *certificate_chain::split_pem(other_chain(), key);
  (void)certificate_chain::split_pem(can(chains::p384) ? chains::p384 : chains::ed25519, other);
  const auto with = [](certificate_chain shown, buffer signs) {
    server_config config;
    REQUIRE(config.certificates.push(own_certificate{std::move(shown), std::move(signs)}));
    return refusal(std::move(config)).code;
  };
  buffer nonsense;
  REQUIRE(nonsense.append(text("no key")));
  CHECK(with(*chain.duplicate(), std::move(other)) == errc::private_key_mismatch);
  CHECK(with(*chain.duplicate(), std::move(nonsense)) == errc::private_key_malformed);
  CHECK(with(std::move(chain), std::move(key)) == errc::none);
  CHECK(changed([](server_config& c) {
          REQUIRE(c.certificates[0].signed_certificate_timestamps.append(text("no list")));
        }) == error{errc::certificate_extension_invalid, "signed_certificate_timestamps"});
}

TEST_CASE("CVE-2025-68121: a policy's name differs wherever clients are admitted by other rules, and only there") {
  const policy_id same = policy_of(asking_config());
  CHECK(policy_of(asking_config()) == same);
  const auto with = [](std::function<void(server_config&)> change) {
    server_config config = asking_config();
    change(config);
    return policy_of(std::move(config));
  };
  CHECK(with([](server_config& c) { c.clients = client_authentication::optional; }) != same);
  CHECK(with([](server_config& c) { c.clients = client_authentication::off; }) != same);
  CHECK(with([](server_config& c) { c.profile = profile::webpki; }) != same);
  CHECK(with([](server_config& c) { c.ask_application_to_verify = true; }) != same);
  CHECK(with([](server_config& c) { c.signature_schemes = scheme_list(SignatureScheme::ed25519); }) != same);
  CHECK(with([](server_config& c) {
          buffer key;
          REQUIRE(c.trust.add(certificate_chain::split_pem(chains::p384, key)->leaf()));
        }) != same);
  // What has nothing to do with it: a renewed certificate, other protocols, other tickets.
  CHECK(with([](server_config& c) {
          c.certificates = {*own_certificate::from_pem(can(chains::p256) ? chains::p256 : chains::ed25519)};
        }) == same);
  CHECK(with([](server_config& c) { c.alpn = {"h2"}; }) == same);
  CHECK(with([](server_config& c) { c.tickets = 5; }) == same);
}

TEST_CASE("F16: threads share a server's context, its ticket keys, its store and its cookies' keys") {
  session_box box;
  for (bool keeps_them : {false, true}) {
    server_config config = asking_config(client_authentication::optional);
    config.sessions = &box.provider(keeps_them);
    config.cookies = &box.cookies;
    auto context = server_context<plain>::create(std::move(config));
    REQUIRE(context);
    struct counts {
      int resumed = 0, cookies = 0;
      bool operator==(counts const&) const = default;
    };
    const auto serve = [&](std::uint64_t seed, counts& of) {
      std::optional<offered_psk> psk;
      for (int i = 0; i < 12; ++i) {
        server<plain> s(*context);
        client_plan plan{.suites = {usual_suite()}, .seed = seed * 1000 + static_cast<std::uint64_t>(i)};
        if (psk) plan.psks = {*psk};
        if (i % 2 == 0) plan.shares = {};
        scripted_client c(std::move(plan));
        c.start();
        for (int round = 0; round < 4; ++round) {
          const step done = s.receive(c.outgoing, noon);
          c.outgoing.erase(c.outgoing.begin(), c.outgoing.begin() + static_cast<std::ptrdiff_t>(done.consumed));
          while (s.proceed(noon).again) {
          }
          const octets out(s.outgoing().begin(), s.outgoing().end());
          s.sent(out.size());
          c.take(out);
        }
        const bool connected = s.now() == condition::connected;
        if (connected && s.info().resumed) ++of.resumed;
        if (connected && c.seen.retry_cookie) ++of.cookies;
        psk.reset();
        if (!c.seen.tickets.empty()) psk = c.resumption();
      }
    };
    counts here, there;
    std::thread other([&] { serve(2, there); });
    serve(1, here);
    other.join();
    CHECK(here == counts{11, 6});
    CHECK(there == counts{11, 6});
  }
}
