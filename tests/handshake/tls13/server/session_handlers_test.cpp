#include "cxtls/handshake/tls13/server/session_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/hex.hpp"
#include "support/session_box.hpp"
#include "vectors/rfc8448_resumed_0rtt.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

constexpr auto aes128 = CipherSuite::TLS_AES_128_GCM_SHA256;
constexpr auto aes256 = CipherSuite::TLS_AES_256_GCM_SHA384;
constexpr auto chacha20 = CipherSuite::TLS_CHACHA20_POLY1305_SHA256;
// Whose sessions have 32 octets of key.
CipherSuite of_sha256() { return that_can({aes128, chacha20}).front(); }
using types = std::vector<HandshakeType>;
const types resumed_flight{HandshakeType::server_hello, HandshakeType::encrypted_extensions, HandshakeType::finished};

enum class outcome : std::uint8_t { resumed, full, failed };
outcome outcome_of(server_duet& d) {
  if (!d.run().connected()) return outcome::failed;
  CHECK(d.server_side().info().resumed == d.client.seen.selected_psk.has_value());
  CHECK(d.client.seen.certificates.empty() == d.client.seen.selected_psk.has_value());
  return d.server_side().info().resumed ? outcome::resumed : outcome::full;
}
outcome outcome_of(server_end& end, offered_psk const& psk, client_plan plan = {}, unix_time now = noon) {
  server_duet d(end, offering({psk}, std::move(plan)));
  d.now = now;
  return outcome_of(d);
}
struct one_server {
  explicit one_server(server_config config = showing_config(), bool keeps_them = false)
      : end(resumable(box.provider(keeps_them), std::move(config))) {}
  session_box box{};
  server_end end;
};
external_psk agreed(std::string_view name, crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
  return *external_psk::create(text(name), octets(32, 0x77), hash);
}
offered_psk offered_agreed(std::string_view name, crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
  return {.identity = text(name), .key = octets(32, 0x77), .hash = hash, .external = true};
}
server_config knowing(std::initializer_list<std::string_view> names, server_config config = showing_config()) {
  for (std::string_view name : names) REQUIRE(config.psks.push(agreed(name)));
  return config;
}

}  // namespace

// ---- resumption ----

TEST_CASE("A112: a ticket resumes: no certificate, a fresh key exchange, both kinds of tickets, every suite") {
  const bool keeps_them = GENERATE(false, true);
  const auto suite = GENERATE(from_range(that_can({aes128, aes256, chacha20})));
  one_server s(showing_config(), keeps_them);
  const offered_psk psk = ticket_from(s.end, {.suites = {suite}});
  server_duet d(s.end, offering({psk}, {.suites = {suite}}));
  CHECK(outcome_of(d) == outcome::resumed);
  CHECK(d.client.seen.selected_psk == 0);
  CHECK(d.client.seen.finished);
  types seen = d.client.types_seen();
  seen.resize(3);
  CHECK(seen == resumed_flight);
  CHECK(d.server_side().info().group == NamedGroup::x25519);
  CHECK_FALSE(d.server_side().info().own_signature_scheme);
  // RFC 6066, 3: nothing about the name in a resumed handshake.
  CHECK(d.client.seen.encrypted_extensions.empty());
  REQUIRE(d.server_side().send(text("an answer")));
  d.client.put_data("a question");
  d.run();
  CHECK(as_text(d.client.seen.data) == "an answer");
  CHECK(as_text(d.plaintext) == "a question");
}

TEST_CASE("a resumed connection gives tickets, and they resume") {
  one_server s(showing_config(), GENERATE(false, true));
  offered_psk psk = ticket_from(s.end);
  for (int i = 0; i < 3; ++i) {
    server_duet d(s.end, offering({psk}));
    CHECK(outcome_of(d) == outcome::resumed);
    REQUIRE(d.client.seen.tickets.size() == 2);
    psk = d.client.resumption(1);
  }
}

TEST_CASE("a ticket of a store resumes once, a sealed one as often as its client likes (RFC 8446, 8.1 and C.4)") {
  SECTION("stored") {
    one_server s(showing_config(), true);
    const offered_psk psk = ticket_from(s.end);
    CHECK(outcome_of(s.end, psk) == outcome::resumed);
    CHECK(outcome_of(s.end, psk) == outcome::full);
  }
  SECTION("sealed") {
    one_server s;
    const offered_psk psk = ticket_from(s.end);
    CHECK(outcome_of(s.end, psk) == outcome::resumed);
    CHECK(outcome_of(s.end, psk) == outcome::resumed);
  }
}

TEST_CASE("CVE-2020-13777: two fresh servers can't read each other's tickets") {
  one_server one, other;
  CHECK(outcome_of(other.end, ticket_from(one.end)) == outcome::full);
}

TEST_CASE("resumption after a HelloRetryRequest: the binder is made again (RFC 8446, 4.2.11.2)") {
  one_server s;
  const auto suite = GENERATE(from_range(that_can({aes128, aes256, chacha20})));
  const offered_psk psk = ticket_from(s.end, {.suites = {suite}});
  SECTION("right") {
    server_duet d(s.end, offering({psk}, {.suites = {suite}, .shares = {}}));
    CHECK(outcome_of(d) == outcome::resumed);
    CHECK(d.client.seen.retried);
  }
  SECTION("wrong") {
    server_duet d(s.end, offering({psk}, {.suites = {suite}, .shares = {}, .binders = [](std::vector<octets>& all) {
                                            all[0][3] ^= 1;
                                          }}));
    CHECK(ending_of(d) == server_ending{errc::binder_mismatch, "", decrypt_error});
  }
}

// ---- what a session is bound to (RFC 8446, 4.2.11; CVE-2025-68121) ----

TEST_CASE("CVE-2025-6395: a second hello without the first one's key is answered in full, one with another key, too") {
  session_box box;
  server_config config = showing_config();
  if (GENERATE(false, true)) config.cookies = &box.cookies;
  server_end end(resumable(box.stateless, std::move(config)));
  const offered_psk psk = ticket_from(end);
  const auto second = [](std::function<void(client_hello_model&)> bend) {
    return [bend, hellos = 0](client_hello_model& m) mutable {
      if (++hellos == 2) bend(m);
    };
  };
  server_duet without(end, offering({psk}, {.shares = {}, .after_binders = second([](client_hello_model& m) {
                                                            m.drop(ExtensionType::pre_shared_key);
                                                          })}));
  CHECK(outcome_of(without) == outcome::full);
  CHECK(without.client.seen.retried);
  server_duet other(end, offering({psk}, {.shares = {}, .after_binders = second([&](client_hello_model& m) {
                                                          offered_psk unknown = psk;
                                                          unknown.identity[20] ^= 1;
                                                          m.put(pre_shared_keys({unknown}, {octets(32, 0)}));
                                                        })}));
  CHECK(outcome_of(other) == outcome::full);
}

TEST_CASE("a session is bound to its suite's hash, not to its suite", "[wide]") {
  one_server s;
  const offered_psk psk = ticket_from(s.end, {.suites = {aes128}});
  CHECK(outcome_of(s.end, psk, {.suites = {chacha20}}) == outcome::resumed);
  CHECK(outcome_of(s.end, psk, {.suites = {aes256}}) == outcome::full);
}

TEST_CASE("a session is bound to the name that the client asked for") {
  one_server s;
  const offered_psk psk = ticket_from(s.end, {.server_name = "a.example"});
  CHECK(outcome_of(s.end, psk, {.server_name = "a.example"}) == outcome::resumed);
  CHECK(outcome_of(s.end, psk, {.server_name = "A.EXAMPLE"}) == outcome::resumed);
  CHECK(outcome_of(s.end, psk, {.server_name = "b.example"}) == outcome::full);
  CHECK(outcome_of(s.end, psk, {.server_name = "a.example.b"}) == outcome::full);
  CHECK(outcome_of(s.end, psk, {.server_name = ""}) == outcome::full);
  const offered_psk nameless = ticket_from(s.end, {.server_name = ""});
  CHECK(outcome_of(s.end, nameless, {.server_name = ""}) == outcome::resumed);
  CHECK(outcome_of(s.end, nameless, {.server_name = "a.example"}) == outcome::full);
}

TEST_CASE("a session ends with its lifetime, and doesn't begin before it was made") {
  one_server s(showing_config(), GENERATE(false, true));
  const std::int64_t lifetime = 86400, skew = static_cast<std::int64_t>(max_clock_skew);
  CHECK(outcome_of(s.end, ticket_from(s.end), {}, noon + (lifetime - 1)) == outcome::resumed);
  CHECK(outcome_of(s.end, ticket_from(s.end), {}, noon + lifetime) == outcome::full);
  CHECK(outcome_of(s.end, ticket_from(s.end), {}, noon + -skew) == outcome::resumed);
  CHECK(outcome_of(s.end, ticket_from(s.end), {}, noon + -(skew + 1)) == outcome::full);
  // F10: a clock that jumps a century, either way
  CHECK(outcome_of(s.end, ticket_from(s.end), {}, noon + 3'155'760'000) == outcome::full);
  CHECK(outcome_of(s.end, ticket_from(s.end), {}, noon + -3'155'760'000) == outcome::full);
}

TEST_CASE("CVE-2025-68121, CVE-2025-23419: a session isn't resumed under other rules for clients") {
  session_box box;
  server_end open(resumable(box.stateless));
  const auto with = [&](std::function<void(server_config&)> change) {
    server_config config = resumable(box.stateless, asking_config());
    change(config);
    return std::make_unique<server_end>(std::move(config));
  };
  const client_plan shows{.credential = other_chain()};
  const auto strict = with([](server_config&) {});
  const auto same = with([](server_config&) {});
  const offered_psk anonymous = ticket_from(open), known = ticket_from(*strict, shows);
  CHECK(outcome_of(*same, known, shows) == outcome::resumed);
  CHECK(outcome_of(open, anonymous) == outcome::resumed);
  SECTION("a certificate is required where none was asked for") {
    CHECK(outcome_of(*strict, anonymous, shows) == outcome::full);
    CHECK(outcome_of(*strict, anonymous) == outcome::failed);
  }
  SECTION("none is asked for where one was") { CHECK(outcome_of(open, known) == outcome::full); }
  SECTION("another mode") {
    CHECK(outcome_of(*with([](server_config& c) { c.clients = client_authentication::optional; }), known, shows) ==
          outcome::full);
  }
  SECTION("other anchors") {
    CHECK(outcome_of(*with([](server_config& c) {
            buffer key;
            REQUIRE(c.trust.add(certificate_chain::split_pem(chains::p384, key)->leaf()));
          }),
                     known, shows) == outcome::full);
  }
  SECTION("the application judges clients where it didn't") {
    const auto judging = with([](server_config& c) { c.ask_application_to_verify = true; });
    server_duet d(*judging, offering({known}, shows));
    d.run();
    CHECK(d.events == std::vector<std::string>{"verification_wanted"});
    CHECK_FALSE(d.client.seen.selected_psk);
  }
  SECTION("another profile") {
    CHECK(outcome_of(*with([](server_config& c) { c.profile = profile::webpki; }), known, shows) == outcome::full);
  }
}

TEST_CASE("CVE-2025-68121: a session isn't resumed under other schemes for the signatures of clients", "[wide]") {
  session_box box;
  const client_plan shows{.credential = chains::p256};
  server_end strict(resumable(box.stateless, asking_config()));
  server_config fewer = resumable(box.stateless, asking_config());
  fewer.signature_schemes = scheme_list(SignatureScheme::ecdsa_secp256r1_sha256, SignatureScheme::ed25519);
  server_end other(std::move(fewer));
  const offered_psk known = ticket_from(strict, shows);
  CHECK(outcome_of(strict, known, shows) == outcome::resumed);
  CHECK(outcome_of(other, known, shows) == outcome::full);
}

TEST_CASE("CVE-2025-23048: two hosts on one set of keys, of which one knows its clients") {
  session_box box;
  server_end open(resumable(box.stateless)), closed(resumable(box.stateless, asking_config()));
  const offered_psk psk = ticket_from(open, {.server_name = "open.example"});
  // The client says the other host's name, or goes on saying the first's.
  for (std::string name : {"open.example", "closed.example"}) {
    server_duet d(closed, offering({psk}, {.server_name = name}));
    CHECK(ending_of(d) == server_ending{errc::certificate_required, "", certificate_required});
    CHECK_FALSE(d.client.seen.selected_psk);
  }
}

TEST_CASE("a client that was let in without a certificate is anonymous when it comes again") {
  one_server s(asking_config(client_authentication::optional));
  const offered_psk psk = ticket_from(s.end);
  server_duet d(s.end, offering({psk}, {.credential = other_chain()}));
  CHECK(outcome_of(d) == outcome::resumed);
  CHECK(d.server_side().peer_certificates().empty());
  CHECK_FALSE(d.server_side().info().peer_signature_scheme);
}

TEST_CASE("a resumed client is who it was: its certificates and how it signed (CVE-2014-7189)") {
  one_server s(asking_config(), GENERATE(false, true));
  const std::string_view shown = can(chains::p384) ? chains::p384 : usual_chain();
  const offered_psk psk = ticket_from(s.end, {.credential = shown});
  server_duet d(s.end, offering({psk}));
  CHECK(outcome_of(d) == outcome::resumed);
  CHECK_FALSE(d.client.seen.request);
  REQUIRE(d.server_side().peer_certificates().size() == 1);
  buffer key;
  CHECK(equal(d.server_side().peer_certificates()[0], certificate_chain::split_pem(shown, key)->leaf()));
  CHECK(d.server_side().info().peer_signature_scheme ==
        (can(chains::p384) ? SignatureScheme::ecdsa_secp384r1_sha384 : SignatureScheme::ed25519));
}

// ---- verified again ----

namespace {
server_config verifying(bool asks) {
  server_config config = asking_config();
  config.reverify_on_resume = true;
  config.ask_application_to_verify = asks;
  return config;
}
}  // namespace

TEST_CASE("reverify_on_resume: the application judges a resumed client before anything is said") {
  one_server s(verifying(true));
  server_duet first(s.end, {.credential = other_chain()});
  first.run();
  REQUIRE(first.verification);
  (void)first.answer(first.verification, Verified{});
  REQUIRE(first.run().connected());
  server_duet d(s.end, offering({first.client.resumption()}));
  d.run();
  CHECK(d.events == std::vector<std::string>{"verification_wanted"});
  CHECK(d.server_side().state_name() == "AwaitReverification");
  CHECK(d.client.seen.messages.empty());
  CHECK(d.server_side().peer_certificates().size() == 1);
  REQUIRE(d.verification);
  SECTION("accepted") {
    CHECK(d.answer(d.verification, Verified{}) == machine::resumed::ok);
    CHECK(outcome_of(d) == outcome::resumed);
  }
  SECTION("refused") {
    CHECK(d.server_side().refuse(std::move(*d.verification), errc::certificate_revoked) == machine::resumed::ok);
    CHECK(ending_of(d) == server_ending{errc::certificate_revoked, "", certificate_revoked});
    CHECK(d.client.seen.messages.empty());
  }
}

TEST_CASE("without reverify_on_resume a resumed client isn't judged again") {
  server_config config = asking_config();
  config.ask_application_to_verify = true;
  one_server s(std::move(config));
  server_duet first(s.end, {.credential = other_chain()});
  first.run();
  (void)first.answer(first.verification, Verified{});
  REQUIRE(first.run().connected());
  server_duet d(s.end, offering({first.client.resumption()}));
  CHECK(outcome_of(d) == outcome::resumed);
  CHECK(d.events == std::vector<std::string>{"connected"});
}

TEST_CASE("reverify_on_resume: a certificate that isn't good any more means a full handshake") {
  // A session whose own end is later than its certificate's: the provider's word isn't enough.
  struct : session_provider {
    constexpr status issue(session const&, unix_time, buffer&) override { return errc::no_space; }
    constexpr machine::answer<found_session> find(bytes, unix_time now) override {
      session s{.cipher_suite = suite, .psk = crypto::hash_secret::of(octets(32, 5))};
      s.issued_at = s.authenticated_at = now;
      s.expires_at = now + 1000;
      s.policy = policy;
      for (char c : std::string_view("server.example")) (void)s.server_name.push(static_cast<std::uint8_t>(c));
      buffer key;
      (void)s.client_certificates.add(certificate_chain::split_pem(shown, key)->leaf());
      return found_session{std::move(s)};
    }
    constexpr void forget(bytes) override {}
    CipherSuite suite = of_sha256();
    std::string_view shown = other_chain();
    policy_id policy{};
  } provider;
  server_end end(resumable(provider, verifying(false)));
  provider.policy = end.policy();
  const offered_psk psk{.identity = text("it"), .key = octets(32, 5)};
  CHECK(outcome_of(end, psk) == outcome::resumed);
  CHECK(outcome_of(end, psk, {.credential = other_chain()}, unix_time{2082758401}) == outcome::failed);
  server_duet d(end, offering({psk}, {.credential = other_chain()}));
  d.now = unix_time{2082758401};  // 2036-01-01T00:00:01Z
  CHECK(ending_of(d).alert == certificate_expired);
  CHECK_FALSE(d.client.seen.selected_psk);
}

// ---- which of those offered ----

TEST_CASE("A113: of several identities the first that is known is used; what isn't known is passed by") {
  one_server s;
  const offered_psk good = ticket_from(s.end);
  const offered_psk unknown{.identity = text("nobody's"), .key = octets(32, 1)};
  offered_psk bent = good;
  bent.identity[20] ^= 1;
  const auto chosen = [&](std::vector<offered_psk> all) -> int {
    server_duet d(s.end, offering(std::move(all)));
    CHECK(d.run().connected());
    return d.client.seen.selected_psk ? *d.client.seen.selected_psk : -1;
  };
  CHECK(chosen({good}) == 0);
  CHECK(chosen({unknown, good}) == 1);
  CHECK(chosen({bent, good, good}) == 1);
  CHECK(chosen({unknown}) == -1);
  CHECK(chosen({bent}) == -1);
  std::vector<offered_psk> many(tls13::server::max_psk_identities - 1, unknown);
  many.push_back(good);
  CHECK(chosen(many) == static_cast<int>(tls13::server::max_psk_identities - 1));
  many.insert(many.begin(), unknown);
  CHECK(chosen(many) == -1);
}

TEST_CASE("CVE-2014-3567: a thousand bad tickets are a thousand full handshakes") {
  one_server s;
  const offered_psk good = ticket_from(s.end);
  server_duet d(s.end, offering({good}));
  for (std::size_t at = 0; at < good.identity.size(); at += 3) {
    offered_psk bad = good;
    bad.identity[at] ^= 0x10;
    CHECK(outcome_of(s.end, bad) == outcome::full);
  }
}

TEST_CASE("CVE-2026-1584: a binder that is wrong is answered with decrypt_error (RFC 8446, 4.2.11)") {
  one_server s;
  const offered_psk psk = ticket_from(s.end, {.suites = {of_sha256()}});
  const auto with_binder = [&](std::function<void(octets&)> bend) {
    server_duet d(s.end, offering({psk}, {.binders = [&](std::vector<octets>& all) { bend(all[0]); }}));
    return ending_of(d);
  };
  const server_ending wrong{errc::binder_mismatch, "", decrypt_error};
  for (std::size_t bit : {0u, 100u, 255u}) CHECK(with_binder([=](octets& b) { b[bit / 8] ^= 1 << bit % 8; }) == wrong);
  CHECK(with_binder([](octets& b) { b.assign(32, 0); }) == wrong);
  CHECK(with_binder([](octets& b) { b.push_back(0); }) == wrong);
  CHECK(with_binder([](octets& b) { b.resize(48); }) == wrong);
  CHECK(with_binder([](octets& b) { b.resize(31); }).alert == decode_error);
  SECTION("over another hello") {
    server_duet d(s.end, offering({psk}, {.after_binders = [](client_hello_model& m) { m.random[0] ^= 1; }}));
    CHECK(ending_of(d) == wrong);
  }
  SECTION("of an external key") {
    offered_psk mixed = psk;
    mixed.external = true;
    server_duet d(s.end, offering({mixed}));
    CHECK(ending_of(d) == wrong);
  }
  SECTION("with another key") {
    offered_psk stolen = psk;
    stolen.key[0] ^= 1;
    server_duet d(s.end, offering({stolen}));
    CHECK(ending_of(d) == wrong);
  }
}

TEST_CASE("a wrong binder of an identity that isn't used is nobody's business (RFC 8446, 4.2.11)") {
  one_server s;
  const offered_psk psk = ticket_from(s.end), unknown{.identity = text("nobody's"), .key = octets(32, 1)};
  server_duet d(s.end, offering({unknown, psk}, {.binders = [](std::vector<octets>& all) { all[0][0] ^= 1; }}));
  CHECK(outcome_of(d) == outcome::resumed);
}

TEST_CASE("as many binders as identities (RFC 8446, 4.2.11)") {
  one_server s;
  const offered_psk psk = ticket_from(s.end);
  const server_ending broken{errc::rule_broken, "binders", illegal_parameter};
  server_duet more(s.end, offering({psk}, {.binders = [](std::vector<octets>& all) { all.push_back(all[0]); }}));
  CHECK(ending_of(more) == broken);
  server_duet fewer(s.end, offering({psk, psk}, {.binders = [](std::vector<octets>& all) { all.pop_back(); }}));
  CHECK(ending_of(fewer) == broken);
  server_duet none(s.end, offering({psk}, {.binders = [](std::vector<octets>& all) { all.clear(); }}));
  CHECK(ending_of(none).alert == decode_error);
}

TEST_CASE("pre_shared_key stands last (RFC 8446, 4.2.11)") {
  one_server s;
  const offered_psk psk = ticket_from(s.end);
  server_duet d(s.end, offering({psk}, {.after_binders = [](client_hello_model& m) {
                                  m.extensions.push_back(extension(ExtensionType::padding));
                                }}));
  CHECK(ending_of(d) == server_ending{errc::rule_broken, "padding", illegal_parameter});
}

TEST_CASE("pre_shared_key needs psk_key_exchange_modes (RFC 8446, 4.2.9), whether the server resumes or not") {
  one_server s;
  const offered_psk psk = ticket_from(s.end);
  const auto without_modes = [](client_hello_model& m) { m.drop(ExtensionType::psk_key_exchange_modes); };
  const server_ending missing{errc::extension_missing, "psk_key_exchange_modes", missing_extension};
  server_duet d(s.end, offering({psk}, {.hello = without_modes}));
  CHECK(ending_of(d) == missing);
  CHECK(ending_of(offering({psk}, {.hello = without_modes})) == missing);
}

TEST_CASE("psk_ke alone, without forward secrecy, is never used (RFC 8446, 4.2.9)") {
  one_server s;
  const offered_psk psk = ticket_from(s.end);
  const octets modes = GENERATE(octets{0}, octets{0, 0x0b}, octets{0xff});
  CHECK(outcome_of(s.end, psk, {.hello = [=](client_hello_model& m) { m.put(psk_modes(modes)); }}) == outcome::full);
  CHECK(outcome_of(s.end, psk, {.hello = [](client_hello_model& m) { m.put(psk_modes({0, 1})); }}) == outcome::resumed);
}

TEST_CASE("a server without sessions passes all tickets by") {
  one_server s;
  const offered_psk psk = ticket_from(s.end);
  server_end plain;
  CHECK(outcome_of(plain, psk) == outcome::full);
}

TEST_CASE("signature_algorithms isn't needed where a pre-shared key authenticates (RFC 8446, 9.2)") {
  one_server s;
  const offered_psk psk = ticket_from(s.end);
  CHECK(outcome_of(s.end, psk, {.hello = [](client_hello_model& m) { m.drop(ExtensionType::signature_algorithms); }}) ==
        outcome::resumed);
}

TEST_CASE("RFC 8448, 4: the published binder is right for the published key, and for no other") {
  // The session as that trace's server would have it.
  struct : session_provider {
    constexpr status issue(session const&, unix_time, buffer&) override { return errc::no_space; }
    constexpr machine::answer<found_session> find(bytes identity, unix_time now) override {
      if (identity.size() != 178) return found_session{};
      session s{.cipher_suite = suite, .psk = crypto::hash_secret::of(psk)};
      s.issued_at = s.authenticated_at = now;
      s.expires_at = now + 1000;
      s.policy = policy;
      for (char c : std::string_view("server")) (void)s.server_name.push(static_cast<std::uint8_t>(c));
      return found_session{std::move(s)};
    }
    constexpr void forget(bytes) override {}
    CipherSuite suite = of_sha256();
    octets psk = unhex(rfc8448::resumed_0rtt.psk);
    policy_id policy{};
  } provider;
  server_end end(resumable(provider));
  provider.policy = end.policy();
  server_duet d(end);
  SECTION("right; its early data is skipped") {
    d.note(d.server_side().receive(unhex(rfc8448::resumed_0rtt.client_hello_record), noon));
    CHECK(d.server_side().info().resumed);
    CHECK(d.server_side().state_name() == "WaitFinished");
    const auto s = d.server_side().receive(unhex(rfc8448::resumed_0rtt.early_data_record), noon);
    CHECK(s.plaintext.empty());
    CHECK(d.server_side().state_name() == "WaitFinished");
  }
  SECTION("another key") {
    provider.psk[31] ^= 1;
    d.note(d.server_side().receive(unhex(rfc8448::resumed_0rtt.client_hello_record), noon));
    CHECK(d.server_side().failure().code == errc::binder_mismatch);
    CHECK(d.server_side().alert_sent() == decrypt_error);
  }
  SECTION("another binder") {
    octets record = unhex(rfc8448::resumed_0rtt.client_hello_record);
    record.back() ^= 1;
    d.note(d.server_side().receive(record, noon));
    CHECK(d.server_side().failure().code == errc::binder_mismatch);
  }
}

// ---- external keys ----

TEST_CASE("an external pre-shared key authenticates both, with no certificate at all") {
  server_duet d(offering({offered_agreed("it")}), knowing({"it"}, {}));
  CHECK(outcome_of(d) == outcome::resumed);
  CHECK(d.client.seen.finished);
  server_duet nobody({}, knowing({"it"}, {}));
  CHECK(ending_of(nobody) == server_ending{errc::no_common_signature_scheme, "", handshake_failure});
}

TEST_CASE("CVE-2026-42010: identities are compared to their end, NULs and all") {
  const std::string with_nul("it\0self", 7);
  const auto [known, offered_name] = GENERATE_COPY(table<std::string, std::string>(
      {{"it", with_nul}, {with_nul, "it"}, {with_nul, std::string("it\0else", 7)}, {"it", "its"}, {"its", "it"}}));
  server_duet d(offering({offered_agreed(offered_name)}), knowing({known}));
  CHECK(outcome_of(d) == outcome::full);
  server_duet same(offering({offered_agreed(known)}), knowing({known}));
  CHECK(outcome_of(same) == outcome::resumed);
}

TEST_CASE("an external key is bound to one hash", "[wide]") {
  using enum crypto::hash_algorithm;
  server_config config = showing_config();
  REQUIRE(config.psks.push(agreed("it", sha384)));
  server_end end(std::move(config));
  CHECK(outcome_of(end, offered_agreed("it", sha384), {.suites = {aes256}}) == outcome::resumed);
  CHECK(outcome_of(end, offered_agreed("it", sha256), {.suites = {aes128}}) == outcome::full);
}

TEST_CASE("an external key has a binder of its own kind (RFC 8446, 7.1)") {
  offered_psk psk = offered_agreed("it");
  psk.external = false;
  server_duet d(offering({psk}), knowing({"it"}));
  CHECK(ending_of(d) == server_ending{errc::binder_mismatch, "", decrypt_error});
}

TEST_CASE("of several external keys the client's order decides, and sessions stand beside them") {
  session_box box;
  server_end end(resumable(box.stateless, knowing({"one", "two"})));
  const offered_psk ticket = ticket_from(end);
  const auto chosen = [&](std::vector<offered_psk> all) {
    server_duet d(end, offering(std::move(all)));
    CHECK(outcome_of(d) == outcome::resumed);
    return *d.client.seen.selected_psk;
  };
  CHECK(chosen({offered_agreed("three"), offered_agreed("two"), offered_agreed("one")}) == 1);
  CHECK(chosen({ticket, offered_agreed("two")}) == 0);
  CHECK(chosen({offered_agreed("two"), ticket}) == 0);
}

// ---- a lookup that takes time ----

namespace {

struct slow_sessions final : session_provider {
  constexpr status issue(session const&, unix_time, buffer&) override { return errc::no_space; }
  constexpr machine::answer<found_session> find(bytes, unix_time) override {
    if (refusal) return *refusal;
    return machine::pending;
  }
  constexpr void forget(bytes) override {}
  std::optional<error> refusal{};
};
// What the application found.
session found_for(server_end const& end, CipherSuite suite = of_sha256()) {
  session s{.cipher_suite = suite, .psk = crypto::hash_secret::of(octets(suite == aes256 ? 48 : 32, 5))};
  s.issued_at = s.authenticated_at = noon;
  s.expires_at = noon + 1000;
  s.policy = end.policy();
  for (char c : std::string_view("server.example")) (void)s.server_name.push(static_cast<std::uint8_t>(c));
  return s;
}

}  // namespace

TEST_CASE("A111: a session that is looked up elsewhere: asked for, answered, and judged by the same rules") {
  slow_sessions slow;
  server_end end(resumable(slow));
  const offered_psk psk{.identity = text("it"), .key = octets(32, 5)};
  server_duet d(end, offering({psk}));
  d.run();
  CHECK(d.events == std::vector<std::string>{"session_wanted"});
  CHECK(d.server_side().now() == condition::parked);
  CHECK(d.server_side().outgoing().empty());
  REQUIRE(d.session);
  const auto hello = d.server_side().client_hello();
  REQUIRE(hello);
  CHECK(equal(find<OfferedPsks>(hello->extensions)->identities.front().identity, psk.identity));
  SECTION("found") {
    (void)d.answer(d.session, SessionChoice{0, found_for(end)});
    CHECK(outcome_of(d) == outcome::resumed);
  }
  SECTION("not found") {
    (void)d.answer(d.session, SessionChoice{});
    CHECK(outcome_of(d) == outcome::full);
  }
  SECTION("too late, of other rules, of another name, of another hash: a full handshake") {
    session s = found_for(end);
    const int which = GENERATE(0, 1, 2, 3);
    if (which == 0) s.expires_at = noon;
    if (which == 1) s.policy[0] ^= 1;
    if (which == 2) (void)s.server_name.push('x');
    if (which == 3) s = found_for(end, aes256);
    (void)d.answer(d.session, SessionChoice{0, std::move(s)});
    CHECK(outcome_of(d) == outcome::full);
  }
  SECTION("an external key") {
    server_duet e(end, offering({offered_agreed("it")}));
    e.run();
    (void)e.answer(e.session, SessionChoice{0, agreed("it")});
    CHECK(outcome_of(e) == outcome::resumed);
  }
  SECTION("an external key of another hash: a full handshake") {
    (void)d.answer(d.session, SessionChoice{0, agreed("it", crypto::hash_algorithm::sha384)});
    CHECK(outcome_of(d) == outcome::full);
  }
  SECTION("for an identity that wasn't offered") {
    (void)d.answer(d.session, SessionChoice{1, found_for(end)});
    CHECK(ending_of(d) == server_ending{errc::psk_not_offered, "", illegal_parameter});
  }
  SECTION("refused") {
    CHECK(d.server_side().refuse(std::move(*d.session)) == machine::resumed::ok);
    CHECK(ending_of(d) == server_ending{errc::refused_by_application, "", access_denied});
  }
}

TEST_CASE("a session provider may end the handshake") {
  slow_sessions broken;
  broken.refusal = error{errc::backend_failed};
  server_end end(resumable(broken));
  server_duet d(end, offering({{.identity = text("it"), .key = octets(32, 5)}}));
  CHECK(ending_of(d) == server_ending{errc::backend_failed, "", internal_error});
}

TEST_CASE("A111: a client that offers no key, or none that may be used, isn't looked up") {
  slow_sessions slow;
  server_end end(resumable(slow));
  server_duet plain(end);
  CHECK(outcome_of(plain) == outcome::full);
  CHECK(outcome_of(end, {.identity = text("it"), .key = octets(32, 5)},
                   {.hello = [](client_hello_model& m) { m.put(psk_modes({0})); }}) == outcome::full);
}

// ---- sessions that broke ----

TEST_CASE("A102: a fatal alert, sent or received, ends the sessions of its connection") {
  session_box box;
  server_end end(resumable(box.stateful));
  server_duet first(end);
  REQUIRE(first.run().connected());
  const offered_psk one = first.client.resumption(0), two = first.client.resumption(1);
  const std::size_t before = box.store.size();
  CHECK(before == 2);
  SECTION("received") {
    first.client.put_alert(AlertDescription::internal_error);
    first.run();
    CHECK(box.store.size() == 0);
    CHECK(outcome_of(end, one) == outcome::full);
    CHECK(outcome_of(end, two) == outcome::full);
  }
  SECTION("sent") {
    first.client.break_next_record();
    first.client.put_data("changed on the way");
    first.run();
    CHECK(first.server_side().alert_sent() == bad_record_mac);
    CHECK(box.store.size() == 0);
    CHECK(outcome_of(end, one) == outcome::full);
  }
  SECTION("a connection that ends well, or is cut off, leaves its sessions (RFC 8446, 6.1)") {
    const bool cut_off = GENERATE(false, true);
    if (cut_off) {
      CHECK_FALSE(first.server_side().transport_closed());
    } else {
      first.client.close();
      REQUIRE(first.server_side().close());
      first.run();
    }
    CHECK(outcome_of(end, one) == outcome::resumed);
    CHECK(outcome_of(end, two) == outcome::resumed);
  }
  SECTION("other connections' sessions stay") {
    server_duet other(end);
    REQUIRE(other.run().connected());
    first.client.put_alert(AlertDescription::internal_error);
    first.run();
    CHECK(outcome_of(end, other.client.resumption(0)) == outcome::resumed);
  }
}
