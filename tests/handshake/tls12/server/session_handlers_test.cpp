#include "cxtls/handshake/tls12/server/session_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "handshake/tls12/server/server12.hpp"

using namespace cxtls;
using namespace cxtls::test;
using namespace cxtls::test::server12;
using enum AlertDescription;
using enum CipherSuite;
using enum tell12;

// ---- sessions ----

TEST_CASE("A112: a session is resumed by a ticket or by its ID, again and again") {
  one_server s(any_kind(), either());
  session12 session = s.first();
  CHECK(session.ticket.empty() == (s.how == kept::by_id));
  CHECK(session.id.empty() == (s.how != kept::by_id));
  for (int i = 0; i < 3; ++i) {
    server_duet12 d(s.end, s.resuming(session));
    CHECK(outcome_of(d) == outcome::resumed);
    CHECK(d.client.saw(HandshakeType::new_session_ticket) == (s.how != kept::by_id));
    check_talks(d);
    session = d.client.session();
  }
}

namespace {
// Sessions that are found in time, but not at once.
struct slow_sessions final : session_provider {
  explicit slow_sessions(session_provider& real_) : real(&real_) {}
  status issue(session const& what, unix_time now, buffer& ticket) override { return real->issue(what, now, ticket); }
  machine::answer<found_session> find(bytes, unix_time) override { return machine::pending; }
  bool keeps_sessions() const override { return real->keeps_sessions(); }
  status keep(bytes id, session const& what, unix_time now) override { return real->keep(id, what, now); }
  void forget(bytes ticket) override { real->forget(ticket); }
  session_provider* real;
};
}  // namespace

TEST_CASE("A111: a session of TLS 1.2 that is looked up elsewhere: asked for, answered, and judged by the same rules") {
  const kept how = any_kind();
  session_box box;
  slow_sessions slow(box.provider(how != kept::in_tickets));
  server_end end(resumable(slow, either()));
  const bool takes_tickets = how != kept::by_id;
  // Who offers no session isn't looked up.
  server_duet12 first(end, {.takes_tickets = takes_tickets});
  REQUIRE(first.run().connected());
  server_duet12 d(end, {.takes_tickets = takes_tickets, .resume = first.client.session()});
  any_server& server = d.server_side();
  d.client.start();
  step s = server.receive(d.client.outgoing, noon);
  CHECK(s.consumed == d.client.outgoing.size());
  d.client.outgoing.clear();
  auto* const wanted = std::get_if<session_wanted>(&s.what);
  REQUIRE(wanted);
  CHECK(server.now() == condition::parked);
  CHECK(server.outgoing().empty());
  const auto hello = server.client_hello();
  REQUIRE(hello);
  auto found =
      slow.real->find(takes_tickets ? find<SessionTicket>(hello->extensions)->ticket : hello->legacy_session_id, noon);
  REQUIRE(found.value());
  REQUIRE(found.value()->session);
  session& theirs = *found.value()->session;
  const auto answer = [&](SessionChoice const& choice) {
    CHECK(server.resume(std::move(wanted->question), choice) == machine::resumed::ok);
    CHECK(std::holds_alternative<no_event>(server.proceed(noon).what));
  };
  SECTION("found") {
    answer({0, std::move(theirs)});
    CHECK(outcome_of(d) == outcome::resumed);
    check_talks(d);
  }
  SECTION("not found") {
    answer({});
    CHECK(outcome_of(d) == outcome::full);
    check_talks(d);
  }
  SECTION("too late, of other rules, of another name, of the other version: a full handshake") {
    const int which = GENERATE(0, 1, 2, 3);
    if (which == 0) theirs.expires_at = noon;
    if (which == 1) theirs.policy[0] ^= 1;
    if (which == 2) (void)theirs.server_name.push('x');
    if (which == 3) theirs.version = ProtocolVersion::tls13;
    answer({0, std::move(theirs)});
    CHECK(outcome_of(d) == outcome::full);
  }
  SECTION("refused") {
    CHECK(server.refuse(std::move(wanted->question)) == machine::resumed::ok);
    CHECK(ending12(d) == ended(errc::refused_by_application, access_denied));
  }
}

TEST_CASE("a session that isn't known, or of another secret") {
  one_server s(any_kind());
  session12 session = s.first();
  SECTION("a name that nobody gave") {
    (s.how == kept::by_id ? session.id : session.ticket).back() ^= 1;
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("the secret") {
    session.master[0] ^= 1;
    server_duet12 d(s.end, s.resuming(session));
    // The client can't open the server's Finished.
    CHECK_THROWS(d.run());
    CHECK_FALSE(d.connected());
  }
  SECTION("of another server") {
    one_server other(s.how, showing_config(), 2);  // that draws other IDs
    CHECK(outcome_of(other, session) == outcome::full);
  }
}

TEST_CASE("RFC 5246, 7.4.1.2: a session whose suite is no longer offered isn't resumed", "[wide]") {
  one_server s(any_kind());
  server_duet12 d(s.end, s.plan({.suites = {TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}}));
  REQUIRE(d.run().connected());
  server_duet12 again(s.end,
                      s.resuming(d.client.session(), {.suites = {TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256}}));
  CHECK(outcome_of(again) == outcome::full);
  CHECK(again.client.seen.suite == TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
}
TEST_CASE("a session goes on with its own suite, whichever the server would choose now", "[wide]") {
  one_server s(any_kind());
  server_duet12 d(s.end, s.plan({.suites = {TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256}}));
  REQUIRE(d.run().connected());
  server_duet12 again(s.end, s.resuming(d.client.session()));
  CHECK(outcome_of(again) == outcome::resumed);
  CHECK(again.client.seen.suite == TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("RFC 6066, 3: a session of another name isn't resumed") {
  one_server s(any_kind());
  CHECK(outcome_of(s, s.first(), {.server_name = "other.example"}) == outcome::full);
  CHECK(outcome_of(s, s.first(), {.server_name = ""}) == outcome::full);
  CHECK(outcome_of(s, s.first(), {.server_name = "SERVER.example"}) == outcome::resumed);
}

TEST_CASE("RFC 7627, 5.3: a resumption without extended_master_secret is refused") {
  one_server s(any_kind());
  server_duet12 d(s.end,
                  s.resuming(s.first(), {.hello = [](auto& m) { m.drop(ExtensionType::extended_master_secret); }}));
  CHECK(ending12(d) == ended(errc::extended_master_secret_missing, handshake_failure));
}

TEST_CASE("a session is resumed only by a Finished: nothing else ends the handshake") {
  one_server s(any_kind());
  const auto with = [&](flight what) {
    server_duet12 d(s.end, s.resuming(s.first(), {.flight = std::move(what)}));
    const server_ending e = ending12(d);
    CHECK(d.client.seen.resumed);
    return e;
  };
  CHECK(with({finished}) == out_of_order);
  CHECK(with({application_data}) == no_data_now);
  CHECK(with({change_cipher, application_data}) == no_data_yet);
  CHECK(with({certificate, change_cipher, finished}) == out_of_order);
  CHECK(with({change_cipher, certificate, finished}) == out_of_order);
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{change_cipher}}));
  d.run();
  CHECK_FALSE(d.was_connected);
  CHECK_FALSE(d.connected());
}

TEST_CASE("RFC 5246, 7.2.2: a session is forgotten after a fatal alert (A102)") {
  one_server s(GENERATE(kept::by_ticket, kept::by_id));
  server_duet12 d(s.end, s.plan());
  REQUIRE(d.run().connected());
  const session12 session = d.client.session();
  REQUIRE(s.box.store.size() == 1);
  SECTION("received") {
    d.client.put_alert(internal_error);
    d.run();
    CHECK(d.server_side().failure().code == errc::peer_alert);
    CHECK(s.box.store.size() == 0);
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("sent") {
    d.client.break_next_record();
    d.client.put_data("changed on the way");
    CHECK(ending12(d, true) == ended(errc::bad_record_mac, bad_record_mac));
    CHECK(s.box.store.size() == 0);
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("sent in the handshake that resumed it") {
    server_duet12 again(s.end, s.resuming(session, {.finished = [](octets& data) { data[0] ^= 1; }}));
    CHECK(ending12(again) == ended(errc::finished_mismatch, decrypt_error));
    CHECK(s.box.store.size() == 0);
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("a connection that ends well leaves it") {
    d.client.put_alert(close_notify, 1);
    d.run();
    CHECK(outcome_of(s, session) == outcome::resumed);
  }
}

TEST_CASE("a session without a client certificate isn't resumed where one is required, and one with it is") {
  session_box box;
  server_end asks(resumable(box.stateless, asking_config()));
  server_duet12 d(asks, {.credential = usual_chain()});
  REQUIRE(d.run().connected());
  server_duet12 again(asks, {.resume = d.client.session()});
  CHECK(outcome_of(again) == outcome::resumed);
  CHECK_FALSE(again.server_side().peer_certificates().empty());
  CHECK(again.server_side().info().peer_signature_scheme == SignatureScheme::ed25519);
  server_end plain(resumable(box.stateless));
  server_duet12 nobody(plain, {});
  REQUIRE(nobody.run().connected());
  server_duet12 full(asks, {.resume = nobody.client.session(), .credential = usual_chain()});
  CHECK(outcome_of(full) == outcome::full);
}
