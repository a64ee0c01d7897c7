// Whole handshakes, our client against our server, in constant evaluation and at run time: no undefined behaviour, no
// leak, no read of what wasn't written can hide from the compiler there.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/session/stateless_tickets.hpp"
#include "support/constant_handshake.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;
using namespace cxtls::test::constant;

namespace {

constexpr std::uint8_t key_name[] = {'i', 't'};
constexpr std::array<std::uint8_t, 32> key{1, 2, 3};

enum class with : std::uint8_t { nothing, retry, client_certificate, only_tls12, only_tls12_and_client_certificate };

constexpr bool is_older(with what) {
  return what == with::only_tls12 || what == with::only_tls12_and_client_certificate;
}
constexpr bool has_client_certificate(with what) {
  return what == with::client_certificate || what == with::only_tls12_and_client_certificate;
}

constexpr client_config client_side(with what) {
  client_config config;
  config.trust = toy::trusting_root();
  config.profile = profile::rfc5280;
  if (what == with::retry) config.key_share_groups = group_list();
  if (is_older(what)) config.versions = version_list(ProtocolVersion::tls12);
  if (has_client_certificate(what)) config.certificates = toy::shown(toy::client_leaf);
  return config;
}
constexpr server_config server_side(with what) {
  server_config config;
  config.certificates = toy::shown(toy::server_leaf);
  if (!has_client_certificate(what)) return config;
  config.clients = client_authentication::required;
  config.trust = toy::trusting_root();
  config.profile = profile::rfc5280;
  return config;
}

constexpr bool connects_by_certificate(with what) {
  toy_world here{.seed = 1}, there{.seed = 1000};
  const auto ours = client_context<toy_tls>::create(client_side(what), toy_backend(here));
  const auto theirs = server_context<toy_tls>::create(server_side(what), toy_backend(there));
  if (!ours || !theirs) return false;
  pair p{client<toy_tls>(*ours, dns_name{"server.example"}), server<toy_tls>(*theirs)};
  p.run();
  return p.both_connected() && p.talks() && p.s.info().hello_retried == (what == with::retry) &&
         p.c.info().version == (is_older(what) ? ProtocolVersion::tls12 : ProtocolVersion::tls13) &&
         p.s.peer_certificates().empty() != has_client_certificate(what);
}

constexpr bool connects_by_key() {
  toy_world here{.seed = 1}, there{.seed = 1000};
  server_config config;
  if (!config.psks.push(*external_psk::create(key_name, key))) return false;
  const auto ours = client_context<toy_tls>::create({}, toy_backend(here));
  const auto theirs = server_context<toy_tls>::create(std::move(config), toy_backend(there));
  if (!ours || !theirs) return false;
  pair p{client<toy_tls>(*ours, *external_psk::create(key_name, key)), server<toy_tls>(*theirs)};
  p.run();
  return p.both_connected() && p.talks() && p.s.info().resumed;
}

// With a HelloRetryRequest in between.
constexpr bool connects_by_imported_key() {
  toy_world here{.seed = 1}, there{.seed = 1000};
  constexpr std::uint8_t us[] = {'u'}, them[] = {'t'};
  server_config config;
  if (!config.imported_psks.push(*server_psk::create(key_name, key, {.own = them, .peer = us}))) return false;
  const auto ours = client_context<toy_tls>::create(client_side(with::retry), toy_backend(here));
  const auto theirs = server_context<toy_tls>::create(std::move(config), toy_backend(there));
  if (!ours || !theirs) return false;
  pair p{client<toy_tls>(*ours, *client_psk::create(key_name, key, {.own = us, .peer = them})),
         server<toy_tls>(*theirs)};
  p.run();
  return p.both_connected() && p.talks() && p.c.info().hello_retried;
}

// A first connection gives a ticket, and the second resumes.
constexpr bool resumes() {
  toy_world here{.seed = 1}, there{.seed = 1000}, keys_world{.seed = 5000};
  const toy_backend keys_backend(keys_world);
  rotating_ticket_keys<toy_backend> keys(keys_backend);
  stateless_tickets<toy_backend, rotating_ticket_keys<toy_backend>> tickets(keys_backend, keys);
  server_config config = server_side(with::nothing);
  config.sessions = &tickets;
  config.tickets = 1;
  const auto ours = client_context<toy_tls>::create(client_side(with::nothing), toy_backend(here));
  const auto theirs = server_context<toy_tls>::create(std::move(config), toy_backend(there));
  if (!ours || !theirs) return false;
  pair first{client<toy_tls>(*ours, dns_name{"server.example"}), server<toy_tls>(*theirs)};
  first.run();
  if (!first.both_connected() || !first.first_ticket) return false;
  pair second{client<toy_tls>(*ours, dns_name{"server.example"}, std::move(first.first_ticket)),
              server<toy_tls>(*theirs)};
  second.run();
  return second.both_connected() && second.talks() && second.s.info().resumed && second.c.info().resumed;
}

// Nobody connects to a server of another name.
constexpr bool refuses_another_name() {
  toy_world here{.seed = 1}, there{.seed = 1000};
  const auto ours = client_context<toy_tls>::create(client_side(with::nothing), toy_backend(here));
  const auto theirs = server_context<toy_tls>::create(server_side(with::nothing), toy_backend(there));
  if (!ours || !theirs) return false;
  pair p{client<toy_tls>(*ours, dns_name{"other.example"}), server<toy_tls>(*theirs)};
  p.run();
  return p.c.failure().code == errc::certificate_name_mismatch && p.s.failure().code == errc::peer_alert &&
         p.s.alert_received() == AlertDescription::bad_certificate;
}

}  // namespace

TEST_CASE("a whole handshake by certificate, as a constant") {
  static_assert(connects_by_certificate(with::nothing));
  CHECK(connects_by_certificate(with::nothing));
}

TEST_CASE("a whole handshake with a HelloRetryRequest, as a constant") {
  static_assert(connects_by_certificate(with::retry));
  CHECK(connects_by_certificate(with::retry));
}

TEST_CASE("a whole handshake with a client certificate, as a constant") {
  static_assert(connects_by_certificate(with::client_certificate));
  CHECK(connects_by_certificate(with::client_certificate));
}

TEST_CASE("F11: whole handshakes of TLS 1.2, as constants") {
  static_assert(connects_by_certificate(with::only_tls12));
  CHECK(connects_by_certificate(with::only_tls12));
  static_assert(connects_by_certificate(with::only_tls12_and_client_certificate));
  CHECK(connects_by_certificate(with::only_tls12_and_client_certificate));
}

TEST_CASE("a whole handshake by an external pre-shared key, as a constant") {
  static_assert(connects_by_key());
  CHECK(connects_by_key());
}

TEST_CASE("a whole handshake by an imported key, as a constant") {
  static_assert(connects_by_imported_key());
  CHECK(connects_by_imported_key());
}

TEST_CASE("two whole handshakes, of which the second resumes the first, as a constant") {
  static_assert(resumes());
  CHECK(resumes());
}

TEST_CASE("a whole handshake that fails, with its alert, as a constant") {
  static_assert(refuses_another_name());
  CHECK(refuses_another_name());
}
