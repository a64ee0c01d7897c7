// What the peer's alerts do, in every state. RFC 8446, 6.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/staged.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

void put_alert_in(waiting state, scripted_server& s, octets const& alert) {
  if (in_the_clear(state)) return s.put_plaintext(ContentType::alert, alert);
  s.put(ContentType::alert, alert);
}
ending alert_ending(waiting state, octets const& alert) {
  staged d(state, [&](scripted_server& s) { put_alert_in(state, s, alert); });
  return ending_of(d, state == waiting::connected);
}
octets canceled(std::uint8_t level = 1) { return {level, static_cast<std::uint8_t>(user_canceled)}; }

}  // namespace

TEST_CASE("F12: every error alert ends the connection in every state, whatever its level, and isn't answered") {
  for (waiting state : all_waiting)
    for (auto const& known : names<AlertDescription>)
      for (std::uint8_t level : {std::uint8_t{1}, std::uint8_t{2}}) {
        if (is_closure(known.value)) continue;
        // Until a ServerHello says otherwise, it may be a server of TLS 1.2 that says so (RFC 6066, 3).
        if (state == waiting::server_hello && level == 1 && known.value == unrecognized_name) continue;
        CAPTURE(name_of(state), known.name, level);
        staged d(state,
                 [&](scripted_server& s) { put_alert_in(state, s, {level, static_cast<std::uint8_t>(known.value)}); });
        CHECK(ending_of(d, state == waiting::connected) == ending{errc::peer_alert, std::string(known.name), {}});
        CHECK(d.client_side().alert_received() == known.value);
        CHECK_FALSE(d.client_side().alert_sent());
      }
}

TEST_CASE("F12: an alert that nobody knows, or of a level that nobody knows, is an error (RFC 8446, 6)") {
  for (waiting state : all_waiting) {
    CAPTURE(name_of(state));
    CHECK(alert_ending(state, {1, 200}).code == errc::peer_alert);
    CHECK(alert_ending(state, {2, 255}).code == errc::peer_alert);
    CHECK(alert_ending(state, {7, 40}) == ending{errc::peer_alert, "handshake_failure", {}});
  }
}

TEST_CASE("general_error is an error like any other (RFC 9846, 6.2)") {
  CHECK(alert_ending(waiting::connected, {2, 117}) == ending{errc::peer_alert, "general_error", {}});
}

TEST_CASE("an alert has two octets (RFC 8446, 5.1)") {
  for (waiting state : {waiting::server_hello, waiting::finished, waiting::connected}) {
    CAPTURE(name_of(state));
    CHECK(alert_ending(state, {2}).alert == decode_error);
    CHECK(alert_ending(state, {1, 90, 1, 90}).alert == decode_error);
    CHECK(alert_ending(state, {2, 40, 0}).alert == decode_error);
  }
}

TEST_CASE("an alert in the clear is refused once there are keys") {
  for (waiting state : all_waiting) {
    if (in_the_clear(state)) continue;
    CAPTURE(name_of(state));
    staged d(state, [](scripted_server& s) { s.put_plaintext(ContentType::alert, octets{2, 40}); });
    CHECK(ending_of(d, state == waiting::connected).code == errc::record_type_unexpected);
    CHECK_FALSE(d.client_side().alert_received());
  }
}

TEST_CASE("user_canceled announces a close_notify and does nothing itself (RFC 8446, 6.1)") {
  for (waiting state : all_waiting) {
    CAPTURE(name_of(state));
    staged d(state, [&](scripted_server& s) { put_alert_in(state, s, canceled(state == waiting::finished ? 2 : 1)); });
    CHECK(d.connected());
  }
}

TEST_CASE("F14: warnings in a row: as many as the limit, and one more") {
  const auto flood = [](unsigned n) {
    return [n](scripted_server& s) {
      for (unsigned i = 0; i < n; ++i) s.put(ContentType::alert, canceled());
    };
  };
  for (waiting state : {waiting::encrypted_extensions, waiting::connected}) {
    CAPTURE(name_of(state));
    staged enough(state, flood(record::max_warning_alerts));
    CHECK(enough.connected());
    staged too_many(state, flood(record::max_warning_alerts + 1));
    CHECK(ending_of(too_many, state == waiting::connected) == ending{errc::too_many_warnings, "", unexpected_message});
  }
}

TEST_CASE("F14: application data in between starts the count of warnings anew") {
  staged d(waiting::connected, [](scripted_server& s) {
    for (int round = 0; round < 3; ++round) {
      for (unsigned i = 0; i < record::max_warning_alerts; ++i) s.put(ContentType::alert, canceled());
      s.put_data("x");
    }
  });
  CHECK(d.connected());
  CHECK(as_text(d.plaintext) == "xxx");
}

TEST_CASE("an observer sees each alert once, in both directions") {
  duet d;
  d.run();
  REQUIRE(d.client_side().close());
  d.server.put_alert(internal_error);
  d.run();
  REQUIRE(d.end.seen.alerts.size() == 2);
  CHECK(d.end.seen.alerts[0].sent);
  CHECK(d.end.seen.alerts[0].description == close_notify);
  CHECK_FALSE(d.end.seen.alerts[1].sent);
  CHECK(d.end.seen.alerts[1].description == internal_error);
}

TEST_CASE(
    "change_cipher_spec goes before an alert under keys that takes the place of our second flight (RFC 8446, D.4)") {
  using enum ContentType;
  SECTION("in its place, and once") {
    duet d({.finished = [](octets& v) { v[0] ^= 1; }});
    CHECK(ending_of(d).alert == decrypt_error);
    CHECK(d.server.seen.records == std::vector{handshake, change_cipher_spec, application_data});
  }
  SECTION("not again after a retry") {
    duet d({.retry_group = usual_retry, .finished = [](octets& v) { v[0] ^= 1; }}, without_shares());
    CHECK(ending_of(d).alert == decrypt_error);
    CHECK(d.server.seen.records == std::vector{handshake, change_cipher_spec, handshake, application_data});
  }
  SECTION("not before an alert in the clear") {
    duet d({.hello = [](hello_model& m) { m.legacy_compression_method = 1; }});
    CHECK(ending_of(d).alert == illegal_parameter);
    CHECK(d.server.seen.records == std::vector{handshake, alert});
  }
  SECTION("not once it went out with the flight") {
    duet d;
    REQUIRE(d.run().connected());
    REQUIRE(d.client_side().abort(internal_error));
    d.run();
    CHECK(d.server.seen.records == std::vector{handshake, change_cipher_spec, application_data, application_data});
  }
}
