// Alerts that a server receives: which end a connection, in the clear and under keys. RFC 8446, 6.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/record/flood_guard.hpp"
#include "cxtls/transport/connection.hpp"
#include "support/server_staged.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

void put_alert_in(serving state, scripted_client& c, octets const& alert) {
  if (in_the_clear(state)) return c.put_plaintext(ContentType::alert, alert);
  c.put(ContentType::alert, alert);
}
server_ending alert_ending(serving state, octets const& alert) {
  server_staged d(state, [&](scripted_client& c) { put_alert_in(state, c, alert); });
  return ending_of(d, state == serving::connected);
}
octets canceled(std::uint8_t level = 1) { return {level, static_cast<std::uint8_t>(user_canceled)}; }

}  // namespace

TEST_CASE("F12: every error alert of a client ends the connection in every state, and isn't answered") {
  for (serving state : all_serving)
    for (auto const& known : names<AlertDescription>)
      for (std::uint8_t level : {std::uint8_t{1}, std::uint8_t{2}}) {
        if (is_closure(known.value)) continue;
        CAPTURE(name_of(state), known.name, level);
        server_staged d(state, [&](scripted_client& c) {
          put_alert_in(state, c, {level, static_cast<std::uint8_t>(known.value)});
        });
        CHECK(ending_of(d, state == serving::connected) ==
              server_ending{errc::peer_alert, std::string(known.name), {}});
        CHECK(d.server_side().alert_received() == known.value);
        CHECK_FALSE(d.server_side().alert_sent());
      }
}

TEST_CASE("F12: an alert of a client that nobody knows, or of a level that nobody knows, is an error (RFC 8446, 6)") {
  for (serving state : all_serving) {
    CAPTURE(name_of(state));
    CHECK(alert_ending(state, {1, 200}).code == errc::peer_alert);
    CHECK(alert_ending(state, {2, 255}).code == errc::peer_alert);
    CHECK(alert_ending(state, {7, 40}) == server_ending{errc::peer_alert, "handshake_failure", {}});
  }
}

TEST_CASE("an alert of a client has two octets (RFC 8446, 5.1)") {
  for (serving state : {serving::client_hello, serving::finished, serving::connected}) {
    CAPTURE(name_of(state));
    CHECK(alert_ending(state, {2}).alert == decode_error);
    CHECK(alert_ending(state, {1, 90, 1, 90}).alert == decode_error);
    CHECK(alert_ending(state, {2, 40, 0}).alert == decode_error);
  }
}

TEST_CASE("a client that couldn't make keys says so in the clear, and is understood, until a record has opened") {
  const auto in_clear = [](scripted_client& c) { c.put_plaintext(ContentType::alert, octets{2, 47}); };
  for (serving state : {serving::certificate, serving::finished}) {
    CAPTURE(name_of(state));
    server_staged d(state, in_clear);
    CHECK(ending_of(d) == server_ending{errc::peer_alert, "illegal_parameter", {}});
    CHECK(d.server_side().alert_received() == illegal_parameter);
  }
  for (serving state : {serving::certificate_verify, serving::finished_of_anonymous}) {
    CAPTURE(name_of(state));
    server_staged d(state, in_clear);
    CHECK(ending_of(d).code == errc::record_type_unexpected);
    CHECK_FALSE(d.server_side().alert_received());
  }
}

TEST_CASE("an alert in the clear is refused on a connection that stands") {
  // Though no record under the new keys has come yet.
  server_staged d(serving::connected, [](scripted_client& c) { c.put_plaintext(ContentType::alert, octets{2, 40}); });
  CHECK(ending_of(d, true).code == errc::record_type_unexpected);
  CHECK_FALSE(d.server_side().alert_received());
}

TEST_CASE("a client's close_notify in the clear, or under keys, before its Finished ends the handshake") {
  for (serving state : all_serving) {
    if (state == serving::connected) continue;
    CAPTURE(name_of(state));
    CHECK(alert_ending(state, {1, 0}) == server_ending{errc::peer_alert, "close_notify", {}});
  }
}

TEST_CASE("a client's user_canceled announces a close_notify and does nothing itself (RFC 8446, 6.1)") {
  for (serving state : all_serving) {
    CAPTURE(name_of(state));
    server_staged d(state,
                    [&](scripted_client& c) { put_alert_in(state, c, canceled(state == serving::finished ? 2 : 1)); });
    CHECK(d.connected());
  }
}

TEST_CASE("F14: warnings of a client in a row: as many as the limit, and one more") {
  for (serving state : all_serving) {
    const auto flood = [=](unsigned n) {
      return [=](scripted_client& c) {
        for (unsigned i = 0; i < n; ++i) put_alert_in(state, c, canceled());
      };
    };
    CAPTURE(name_of(state));
    server_staged enough(state, flood(record::max_warning_alerts));
    CHECK(enough.connected());
    server_staged too_many(state, flood(record::max_warning_alerts + 1));
    CHECK(ending_of(too_many, state == serving::connected) ==
          server_ending{errc::too_many_warnings, "", unexpected_message});
  }
}

TEST_CASE("an observer of a server sees each alert once, in both directions") {
  server_duet d;
  d.run();
  REQUIRE(d.server_side().close());
  d.client.put_alert(internal_error);
  d.run();
  REQUIRE(d.seen.alerts.size() == 2);
  CHECK(d.seen.alerts[0].sent);
  CHECK(d.seen.alerts[0].description == close_notify);
  CHECK_FALSE(d.seen.alerts[1].sent);
  CHECK(d.seen.alerts[1].description == internal_error);
}

TEST_CASE("a server's alert goes out under the keys that its client has at that time") {
  SECTION("before the ServerHello: in the clear") {
    server_duet d({.hello = [](client_hello_model& m) { m.cipher_suites = {CipherSuite{0xc02f}}; }});
    d.run();
    REQUIRE(d.client.seen.alert_protected.size() == 1);
    CHECK_FALSE(d.client.seen.alert_protected[0]);
  }
  SECTION("after it: protected") {
    server_duet d({.finished = [](octets& v) { v[0] ^= 1; }});
    d.run();
    REQUIRE(d.client.seen.alert_protected.size() == 1);
    CHECK(d.client.seen.alert_protected[0]);
  }
}

TEST_CASE("whoever speaks another protocol gets a TLS alert, and is told apart") {
  for (std::string_view said : {"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-OpenSSH_9\r\n", "\x80\x2e\x01\x03\x01 SSL 2"}) {
    server_duet d;
    d.client.outgoing = text(said);
    d.note(d.server_side().receive(d.client.outgoing, noon));
    CHECK(d.server_side().failure().code == errc::not_tls);
    CHECK(d.server_side().alert_sent() == unexpected_message);
  }
}
