#include "cxtls/handshake/tls13/server/finished_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <set>

#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// From 2026 to 2036: the end of the chains of vectors/openssl_chains.hpp, inclusive.
constexpr unix_time end_of_chains{2082758400};

struct ticketing {
  explicit ticketing(std::function<void(server_config&)> change = {}, bool keeps_them = false)
      : end([&] {
          server_config config = resumable(box.provider(keeps_them), asking_config(client_authentication::optional));
          if (change) change(config);
          return config;
        }()) {}
  session_box box{};
  server_end end;
};

}  // namespace

// ---- Finished ----

TEST_CASE("F3: the client's Finished must be right (RFC 8446, 4.4.4)") {
  const server_ending wrong{errc::finished_mismatch, "", decrypt_error};
  SECTION("any octet off") {
    const std::size_t at = GENERATE(0u, 15u, 31u);
    CHECK(ending_of({.finished = [=](octets& v) { v[at] ^= 0x80; }}) == wrong);
  }
  SECTION("all zeros") {
    CHECK(ending_of({.finished = [](octets& v) { v.assign(v.size(), 0); }}) == wrong);
  }
  SECTION("over another transcript") {
    CHECK(ending_of({.before = [](scripted_client& c, tell next) {
            if (next == tell::finished) c.hash_only(text("a message that the server never saw"));
          }}) == wrong);
  }
  SECTION("of an anonymous and of an authenticated client, too") {
    const std::string_view credential = GENERATE(std::string_view{}, other_chain());
    CHECK(ending_of({.credential = credential, .finished = [](octets& v) { v[0] ^= 1; }},
                    asking_config(client_authentication::optional)) == wrong);
  }
  SECTION("of a client that resumes, too") {
    ticketing s;
    server_duet d(s.end, offering({ticket_from(s.end)}, {.finished = [](octets& v) { v[0] ^= 1; }}));
    CHECK(ending_of(d) == wrong);
  }
}

TEST_CASE("F3: the client's Finished must be right under SHA-384, too", "[wide]") {
  CHECK(ending_of({.suites = {CipherSuite::TLS_AES_256_GCM_SHA384}, .finished = [](octets& v) { v[47] ^= 1; }}) ==
        server_ending{errc::finished_mismatch, "", decrypt_error});
}

TEST_CASE("a Finished of another size than the hash's is a wrong one (RFC 8446, 4.4.4)") {
  const std::size_t size = GENERATE(0u, 31u, 33u, 48u);
  CHECK(ending_of({.finished = [=](octets& v) { v.resize(size); }}) ==
        server_ending{errc::finished_mismatch, "", decrypt_error});
}

TEST_CASE("RFC 8446, 7.5: exported keying material is the client's, too") {
  server_duet d;
  octets ours(48);
  CHECK(d.server_side().export_keying_material("EXPORTER-test", {}, ours).error().code == errc::misuse_not_connected);
  REQUIRE(d.run().connected());
  REQUIRE(d.server_side().export_keying_material("EXPORTER-test", text("context"), ours));
  CHECK(ours == d.client.exported("EXPORTER-test", text("context"), 48));
}

// ---- tickets ----

TEST_CASE("as many tickets as configured, each a key of its own (RFC 8446, 4.6.1 and C.4)") {
  const std::uint8_t count = GENERATE(std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{2}, max_tickets);
  const bool keeps_them = GENERATE(false, true);
  ticketing s([=](server_config& c) { c.tickets = count; }, keeps_them);
  server_duet d(s.end);
  REQUIRE(d.run().connected());
  CHECK(d.client.seen.tickets.size() == count);
  std::set<octets> nonces, identities, keys;
  std::set<std::uint32_t> ages;
  for (auto const& t : d.client.seen.tickets) {
    nonces.insert(t.nonce);
    identities.insert(t.identity);
    keys.insert(t.psk);
    ages.insert(t.age_add);
  }
  CHECK(nonces.size() == count);
  CHECK(identities.size() == count);
  CHECK(keys.size() == count);
  CHECK(ages.size() == count);
}

TEST_CASE("CVE-2022-30629: ticket_age_add is drawn at random for each ticket") {
  ticketing s;
  server_duet d(s.end);
  REQUIRE(d.run().connected());
  REQUIRE_FALSE(d.client.seen.tickets.empty());
  for (auto const& t : d.client.seen.tickets) {
    bool drawn = false;
    for (auto const& draw : s.end.backend_faults.draws) drawn |= draw == number(4, t.age_add);
    CHECK(drawn);
  }
}

TEST_CASE("more tickets come when the application wants them, with nonces of their own") {
  ticketing s;
  server_duet d(s.end);
  CHECK(d.server_side().send_ticket().error().code == errc::misuse_not_connected);
  REQUIRE(d.run().connected());
  for (int i = 0; i < 300; ++i) REQUIRE(d.server_side().send_ticket());
  d.run();
  std::set<octets> nonces;
  for (auto const& t : d.client.seen.tickets) nonces.insert(t.nonce);
  // One octet of nonce: then there are no more, rather than two of one nonce.
  CHECK(d.client.seen.tickets.size() == 255);
  CHECK(nonces.size() == 255);
}

TEST_CASE("no ticket for a client that couldn't use it, nor from a server without sessions") {
  ticketing s;
  const auto modes = GENERATE(std::optional<octets>{}, std::optional<octets>{{0}});
  server_duet d(s.end, {.hello = [=](client_hello_model& m) {
                  m.drop(ExtensionType::psk_key_exchange_modes);
                  if (modes) m.put(psk_modes(*modes));
                }});
  REQUIRE(d.run().connected());
  REQUIRE(d.server_side().send_ticket());
  d.run();
  CHECK(d.client.seen.tickets.empty());
  server_duet without;
  REQUIRE(without.run().connected());
  REQUIRE(without.server_side().send_ticket());
  without.run();
  CHECK(without.client.seen.tickets.empty());
}

TEST_CASE("a provider that has no ticket costs nothing but the ticket") {
  struct : session_provider {
    constexpr status issue(session const&, unix_time, buffer& out) override {
      if (fails) return errc::no_space;
      (void)out.size();
      return done{};
    }
    constexpr machine::answer<found_session> find(bytes, unix_time) override { return found_session{}; }
    constexpr void forget(bytes) override {}
    bool fails = true;
  } provider;
  provider.fails = GENERATE(true, false);
  server_duet d({}, resumable(provider));
  CHECK(d.run().connected());
  CHECK(d.client.seen.tickets.empty());
  CHECK(d.server_side().send(text("x")));
}

TEST_CASE("ticket_lifetime is the configured one, at most seven days (RFC 8446, 4.6.1)") {
  const std::uint32_t lifetime = GENERATE(0u, 1u, 86400u, max_ticket_lifetime);
  ticketing s([=](server_config& c) { c.ticket_lifetime = lifetime; });
  server_duet d(s.end);
  REQUIRE(d.run().connected());
  CHECK(d.client.seen.tickets.size() == (lifetime == 0 ? 0 : 2));
  for (auto const& t : d.client.seen.tickets) CHECK(t.lifetime == lifetime);
}

TEST_CASE("a ticket doesn't outlive the client's certificate") {
  ticketing s;
  const std::int64_t left = GENERATE(1, 1000, 86399);
  server_duet d(s.end, {.credential = other_chain()});
  d.now = end_of_chains + -left;
  REQUIRE(d.run().connected());
  REQUIRE_FALSE(d.client.seen.tickets.empty());
  CHECK(d.client.seen.tickets[0].lifetime == left);
  SECTION("nor does one of a resumed connection") {
    server_duet again(s.end, offering({d.client.resumption()}));
    again.now = d.now;
    REQUIRE(again.run().connected());
    CHECK(again.server_side().info().resumed);
    REQUIRE_FALSE(again.client.seen.tickets.empty());
    CHECK(again.client.seen.tickets[0].lifetime == left);
  }
  SECTION("an anonymous client's has all its time") {
    server_duet other(s.end);
    other.now = d.now;
    REQUIRE(other.run().connected());
    CHECK(other.client.seen.tickets.at(0).lifetime == 86400);
  }
}

TEST_CASE("a chain of resumptions ends seven days after the full handshake (RFC 8446, 4.6.1)") {
  ticketing s;
  const std::int64_t day = 86400;
  unix_time now = noon;
  offered_psk psk = ticket_from(s.end, {}, now);
  for (int i = 1; i <= 7; ++i) {
    now = now + (day - 1);
    server_duet d(s.end, offering({psk}));
    d.now = now;
    REQUIRE(d.run().connected());
    REQUIRE(d.server_side().info().resumed);
    psk = d.client.resumption(0);
    const std::int64_t rest = 7 * day - i * (day - 1);
    CHECK(d.client.seen.tickets.at(0).lifetime == (rest < day ? rest : day));
  }
  server_duet last(s.end, offering({psk}));
  last.now = noon + (7 * day - 1);
  REQUIRE(last.run().connected());
  CHECK(last.server_side().info().resumed);
  CHECK(last.client.seen.tickets.at(0).lifetime == 1);
  server_duet over(s.end, offering({psk}));
  over.now = noon + 7 * day;
  REQUIRE(over.run().connected());
  CHECK_FALSE(over.server_side().info().resumed);
}

TEST_CASE("a ticket holds the client's chain, if there is room for it; else there is none") {
  ticketing s;
  const auto grown = [](std::size_t size) {
    return [=](certificate_model& m) { m.certificate_list.push_back({octets(size, 0x30), {}}); };
  };
  server_duet fits(s.end, {.credential = other_chain(), .certificate = grown(10'000)});
  REQUIRE(fits.run().connected());
  CHECK(fits.client.seen.tickets.size() == 2);
  server_duet too_large(s.end, {.credential = other_chain(), .certificate = grown(max_session_size)});
  REQUIRE(too_large.run().connected());
  CHECK(too_large.client.seen.tickets.empty());
}

TEST_CASE("no ticket after our close_notify") {
  ticketing s;
  server_duet d(s.end);
  REQUIRE(d.run().connected());
  REQUIRE(d.server_side().close());
  CHECK(d.server_side().send_ticket().error().code == errc::misuse_write_closed);
  d.run();
  CHECK(d.client.seen.after_end == 0);
}

// ---- KeyUpdate ----

TEST_CASE("RFC 8446, 4.6.3: KeyUpdate both ways") {
  server_duet d;
  REQUIRE(d.run().connected());
  SECTION("ours") {
    const bool asks = GENERATE(false, true);
    REQUIRE(d.server_side().update_keys(asks));
    REQUIRE(d.server_side().send(text("under new keys")));
    d.run();
    CHECK(d.client.seen.key_updates == 1);
    CHECK(d.client.seen.key_update_requests == (asks ? 1 : 0));
    CHECK(as_text(d.client.seen.data) == "under new keys");
    d.client.put_data("an answer");
    d.run();
    CHECK(as_text(d.plaintext) == "an answer");
  }
  SECTION("theirs") {
    d.client.put_key_update(0);
    d.client.put_data("under new keys");
    d.run();
    CHECK(as_text(d.plaintext) == "under new keys");
    CHECK(d.client.seen.key_updates == 0);
  }
  SECTION("theirs, and they ask for ours") {
    d.client.put_key_update(1);
    d.run();
    CHECK(d.client.seen.key_updates == 1);
    CHECK(d.client.seen.key_update_requests == 0);
    REQUIRE(d.server_side().send(text("under new keys")));
    d.run();
    CHECK(as_text(d.client.seen.data) == "under new keys");
  }
  SECTION("many requests before we could answer get one answer") {
    for (int i = 0; i < 20; ++i) d.client.put_key_update(1);
    d.run();
    CHECK(d.client.seen.key_updates == 1);
  }
  SECTION("one request of ours is out at a time") {
    REQUIRE(d.server_side().update_keys(true));
    REQUIRE(d.server_side().update_keys(true));
    d.run();
    CHECK(d.client.seen.key_updates == 2);
    CHECK(d.client.seen.key_update_requests == 1);
  }
}

TEST_CASE("a KeyUpdate says 0 or 1, and ends its record (RFC 8446, 4.6.3 and 5.1)") {
  SECTION("another value") {
    server_duet d;
    REQUIRE(d.run().connected());
    d.client.put_handshake(key_update(2));
    const server_ending e = ending_of(d, true);
    CHECK(e.alert == illegal_parameter);
  }
  SECTION("followed by something under the old keys") {
    server_duet d;
    REQUIRE(d.run().connected());
    d.client.put_handshake(joined({key_update(0), key_update(0)}));
    CHECK(ending_of(d, true) == server_ending{errc::key_change_unaligned, "", unexpected_message});
  }
  SECTION("before the client's Finished") {
    CHECK(ending_of({.before = [](scripted_client& c, tell) { c.put_handshake(key_update(0)); }}) ==
          server_ending{errc::unexpected_message, "", unexpected_message});
  }
}

TEST_CASE("what follows the client's Finished in its record is under the wrong keys (RFC 8446, 5.1)") {
  CHECK(ending_of({.alter = [](HandshakeType type, octets& raw) {
          if (type == HandshakeType::finished) raw = joined({raw, key_update(0)});
        }}) == server_ending{errc::key_change_unaligned, "", unexpected_message});
}
