// libsodium at either end, against itself and against BoringSSL; both libraries are in this process.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/libsodium.hpp"
#include "cxtls/client.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "vectors/openssl_chains.hpp"

using namespace cxtls;

namespace {

struct sodium_tls : stack<backend::libsodium> {};
struct boring_tls : stack<backend::boringssl> {};
template <class Client, class Server>
struct ends {
  using client = Client;
  using server = Server;
};

// The chains are good from 2026 to 2036.
constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

server_config showing(std::string_view pem) {
  server_config config;
  REQUIRE(config.certificates.push(*own_certificate::from_pem(pem)));
  return config;
}
client_config trusting(std::string_view root) {
  return {.trust = *trust_store::from_pem(root), .profile = profile::private_pki};
}
const suite_list aes_only(CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384);

// One end, and what came out of it.
template <class Endpoint>
struct seat {
  Endpoint tls;
  std::string text{};
  std::optional<ticket> kept{};

  void note(step&& s) {
    text += as_text(s.plaintext);
    if (auto* fresh = std::get_if<ticket>(&s.what)) kept.emplace(std::move(*fresh));
  }
  // Takes all that the other one has to send.
  bool take_from(auto& other) {
    const bytes in = other.tls.outgoing();
    if (in.empty()) return false;
    step s = tls.receive(in, noon);
    other.tls.sent(s.consumed);
    bool again = s.again;
    note(std::move(s));
    while (again) {
      step next = tls.proceed(noon);
      again = next.again;
      note(std::move(next));
    }
    return true;
  }
};

// A client and a server that talk until neither has anything to say.
template <class C, class S>
struct conversation {
  conversation(client_context<C> const& c, server_context<S> const& s, std::optional<ticket> resumed = {})
      : near{client<C>(c, dns_name{"server.example"}, std::move(resumed))}, far{server<S>(s)} {
    (void)near.tls.start(noon);
    run();
  }
  conversation(client_context<C> const& c, server_context<S> const& s, external_psk key)
      : near{client<C>(c, std::move(key))}, far{server<S>(s)} {
    (void)near.tls.start(noon);
    run();
  }
  void run() {
    for (bool moved = true; moved;) {
      moved = far.take_from(near);
      moved = near.take_from(far) || moved;
    }
  }
  // What the client sends comes back.
  bool echoes(std::string const& what) {
    near.text.clear();
    far.text.clear();
    if (!near.tls.send(as_bytes(what))) return false;
    run();
    if (far.text != what || !far.tls.send(as_bytes(far.text))) return false;
    run();
    return near.text == what;
  }
  bool connected() const { return near.tls.now() == condition::connected && far.tls.now() == condition::connected; }

  seat<client<C>> near;
  seat<server<S>> far;
};

}  // namespace

TEMPLATE_TEST_CASE("a full and a resumed handshake, and data both ways", "", (ends<sodium_tls, sodium_tls>),
                   (ends<sodium_tls, boring_tls>), (ends<boring_tls, sodium_tls>)) {
  using C = typename TestType::client;
  using S = typename TestType::server;
  using server_backend = typename S::backend;

  rotating_ticket_keys<server_backend> keys{server_backend{}};
  stateless_tickets<server_backend, rotating_ticket_keys<server_backend>> tickets{server_backend{}, keys};
  server_config serving = showing(test::chains::ed25519_only);
  serving.sessions = &tickets;
  const auto here = client_context<C>::create(trusting(test::chains::ed25519_only_root));
  const auto there = server_context<S>::create(std::move(serving));
  REQUIRE(here);
  REQUIRE(there);

  conversation<C, S> first(*here, *there);
  REQUIRE(first.connected());
  connection_info const& info = first.near.tls.info();
  CHECK(info.cipher_suite == CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
  CHECK(info.group == NamedGroup::x25519);
  CHECK(info.peer_signature_scheme == SignatureScheme::ed25519);
  CHECK_FALSE(info.resumed);
  CHECK(first.echoes("full"));
  CHECK(first.echoes(std::string(40'000, 'x')));
  REQUIRE(first.near.tls.update_keys(true));
  CHECK(first.echoes("under new keys"));

  REQUIRE(first.near.kept);
  conversation<C, S> second(*here, *there, std::move(first.near.kept));
  REQUIRE(second.connected());
  CHECK(second.near.tls.info().resumed);
  CHECK(second.far.tls.info().resumed);
  CHECK(second.echoes("resumed"));
  REQUIRE(second.near.tls.close());
  second.run();
  REQUIRE(second.far.tls.close());
  second.run();
  CHECK(second.near.tls.now() == condition::closed);
  CHECK(second.far.tls.now() == condition::closed);
}

TEST_CASE("a libsodium server authenticates a client by its certificate") {
  server_config asking = showing(test::chains::ed25519_only);
  asking.clients = client_authentication::required;
  asking.trust = *trust_store::from_pem(test::chains::ed25519_only_root);
  client_config showing_too = trusting(test::chains::ed25519_only_root);
  REQUIRE(showing_too.certificates.push(*own_certificate::from_pem(test::chains::ed25519_only)));
  const auto here = client_context<sodium_tls>::create(std::move(showing_too));
  const auto there = server_context<sodium_tls>::create(std::move(asking));
  REQUIRE(here);
  REQUIRE(there);
  conversation<sodium_tls, sodium_tls> both(*here, *there);
  CHECK(both.connected());
  CHECK(both.far.tls.peer_certificates().size() == 1);
  CHECK(both.far.tls.info().peer_signature_scheme == SignatureScheme::ed25519);
}

TEST_CASE("a libsodium server turns a client away that has AES only") {
  client_config config = trusting(test::chains::ed25519_only_root);
  config.cipher_suites = aes_only;
  const auto here = client_context<boring_tls>::create(std::move(config));
  const auto there = server_context<sodium_tls>::create(showing(test::chains::ed25519_only));
  REQUIRE(here);
  REQUIRE(there);
  conversation<boring_tls, sodium_tls> both(*here, *there);
  CHECK(both.far.tls.now() == condition::failed);
  CHECK(both.far.tls.alert_sent() == AlertDescription::handshake_failure);
  CHECK(both.far.tls.failure().code == errc::no_common_cipher_suite);
  CHECK(both.near.tls.alert_received() == AlertDescription::handshake_failure);
}

TEST_CASE("a libsodium client is turned away by a server that has AES only") {
  server_config config = showing(test::chains::ed25519_only);
  config.cipher_suites = aes_only;
  const auto here = client_context<sodium_tls>::create(trusting(test::chains::ed25519_only_root));
  const auto there = server_context<boring_tls>::create(std::move(config));
  REQUIRE(here);
  REQUIRE(there);
  conversation<sodium_tls, boring_tls> both(*here, *there);
  CHECK(both.near.tls.now() == condition::failed);
  CHECK(both.near.tls.alert_received() == AlertDescription::handshake_failure);
  CHECK(both.near.tls.failure().code == errc::peer_alert);
}

TEST_CASE("a libsodium client doesn't offer what a P-256 certificate takes, and is turned away") {
  const auto here = client_context<sodium_tls>::create(trusting(test::chains::root));
  const auto there = server_context<boring_tls>::create(showing(test::chains::p256));
  REQUIRE(here);
  REQUIRE(there);
  conversation<sodium_tls, boring_tls> both(*here, *there);
  CHECK(both.near.tls.alert_received() == AlertDescription::handshake_failure);
  CHECK(both.far.tls.failure().code == errc::no_common_signature_scheme);
}

TEST_CASE("a libsodium client refuses an Ed25519 certificate under a P-256 root, saying that it can't check it") {
  const auto here = client_context<sodium_tls>::create(trusting(test::chains::root));
  const auto there = server_context<boring_tls>::create(showing(test::chains::ed25519));
  REQUIRE(here);
  REQUIRE(there);
  conversation<sodium_tls, boring_tls> both(*here, *there);
  CHECK(both.near.tls.failure().code == errc::certificate_algorithm_unsupported);
  CHECK(both.near.tls.alert_sent() == AlertDescription::bad_certificate);
}

TEST_CASE("a configuration that libsodium can't do is refused before any connection") {
  for (std::string_view pem : {test::chains::p256, test::chains::p384, test::chains::rsa2048})
    CHECK(server_context<sodium_tls>::create(showing(pem)).error().code == errc::config_unsupported_by_backend);
  client_config config = trusting(test::chains::ed25519_only_root);
  config.cipher_suites = aes_only;
  const auto context = client_context<sodium_tls>::create(std::move(config));
  REQUIRE_FALSE(context);
  CHECK(context.error() == error{errc::config_unsupported_by_backend, "cipher_suites"});
}

TEST_CASE("an external key with SHA-384 is refused at once, at both ends; with SHA-256 it serves") {
  const std::string octets(32, 'k');
  const auto key = [&](crypto::hash_algorithm hash) {
    return *external_psk::create(as_bytes("name"), as_bytes(octets), hash);
  };
  server_config config;
  REQUIRE(config.psks.push(key(crypto::hash_algorithm::sha384)));
  const auto refused = server_context<sodium_tls>::create(std::move(config));
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == error{errc::config_unsupported_by_backend, "psks"});

  const auto here = client_context<sodium_tls>::create(trusting(test::chains::ed25519_only_root));
  REQUIRE(here);
  client<sodium_tls> tls(*here, key(crypto::hash_algorithm::sha384));
  (void)tls.start(noon);
  CHECK(tls.failure().code == errc::config_no_cipher_suite);  // none with its hash
  CHECK(tls.outgoing().empty());

  server_config good;
  REQUIRE(good.psks.push(key(crypto::hash_algorithm::sha256)));
  const auto there = server_context<sodium_tls>::create(std::move(good));
  REQUIRE(there);
  conversation<sodium_tls, sodium_tls> both(*here, *there, key(crypto::hash_algorithm::sha256));
  CHECK(both.connected());
  CHECK(both.echoes("by a shared key"));
}
