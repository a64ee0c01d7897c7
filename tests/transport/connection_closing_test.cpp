// The ends of a connection: closed, truncated, failed. RFC 8446, 6.1.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/staged.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

struct settled : duet {
  settled() {
    run();
    REQUIRE(connected());
  }
};
// A handshake that stops after the first `said` messages of the server's flight.
server_plan silent_after(std::size_t said) {
  server_plan plan;
  plan.flight.resize(said);
  return plan;
}
constexpr std::size_t flight_size = 5;

std::vector<AlertDescription> alerts_of(duet const& d) {
  std::vector<AlertDescription> all;
  for (Alert const& a : d.server.seen.alerts) all.push_back(a.description);
  return all;
}

}  // namespace

TEST_CASE("A78: we close, and go on reading until the peer closes") {
  settled d;
  REQUIRE(d.client_side().close());
  d.run();
  CHECK(alerts_of(d) == std::vector{close_notify});
  CHECK(d.server.seen.alerts[0].level == AlertLevel::warning);
  CHECK(d.client_side().now() == condition::connected);
  CHECK(d.client_side().send(text("too late")).error().code == errc::misuse_write_closed);
  d.server.put_data("still here");
  d.run();
  CHECK(as_text(d.plaintext) == "still here");
  d.server.close();
  d.run();
  CHECK(d.events == std::vector<std::string>{"connected", "peer_closed"});
  CHECK(d.client_side().now() == condition::closed);
  CHECK(d.client_side().transport_closed());
  CHECK(d.client_side().failure().code == errc::none);
  CHECK(d.server.seen.after_end == 0);
}

TEST_CASE("C24: which direction is open, from the first flight to each end") {
  const auto open = [](duet& d) { return std::pair(d.client_side().may_send(), d.client_side().may_receive()); };
  duet d;
  CHECK(open(d) == std::pair(false, true));
  d.note(d.client_side().start(noon));
  CHECK(open(d) == std::pair(false, true));
  d.run();
  CHECK(open(d) == std::pair(true, true));
  SECTION("we close first") {
    REQUIRE(d.client_side().close());
    CHECK(open(d) == std::pair(false, true));
    d.server.close();
    d.run();
    CHECK(open(d) == std::pair(false, false));
  }
  SECTION("the peer closes first") {
    d.server.close();
    d.run();
    CHECK(open(d) == std::pair(true, false));
    REQUIRE(d.client_side().close());
    CHECK(open(d) == std::pair(false, false));
  }
  SECTION("the transport ends") {
    CHECK_FALSE(d.client_side().transport_closed());
    CHECK(open(d) == std::pair(false, false));
  }
  SECTION("the application ends it") {
    REQUIRE(d.client_side().abort(internal_error));
    CHECK(open(d) == std::pair(false, false));
  }
}

TEST_CASE("A121: the peer closes, and we go on sending until we close") {
  settled d;
  d.server.put_data("last words");
  d.server.close();
  d.run();
  CHECK(as_text(d.plaintext) == "last words");
  CHECK(d.client_side().now() == condition::peer_closed);
  CHECK(d.server.seen.alerts.empty());  // no answer by itself: RFC 8446, 6.1
  const octets more = text("more");
  CHECK(*d.client_side().send(more) == 4);
  CHECK(d.client_side().update_keys());
  CHECK(*d.client_side().send(more) == 4);
  REQUIRE(d.client_side().close());
  d.run();
  CHECK(as_text(d.server.seen.data) == "moremore");
  CHECK(alerts_of(d) == std::vector{close_notify});
  CHECK(d.client_side().now() == condition::closed);
  CHECK(d.client_side().transport_closed());
}

TEST_CASE("B16: closing twice says so once") {
  settled d;
  CHECK(d.client_side().close());
  CHECK(d.client_side().close());
  d.run();
  CHECK(alerts_of(d) == std::vector{close_notify});
}

TEST_CASE("no alert follows our close_notify, whatever goes wrong (RFC 8446, 6.1)") {
  settled d;
  REQUIRE(d.client_side().close());
  d.run();
  d.server.break_next_record();
  d.server.put_data("changed on the way");
  d.run();
  CHECK(d.client_side().failure().code == errc::bad_record_mac);
  CHECK(d.client_side().now() == condition::failed);
  CHECK_FALSE(d.client_side().alert_sent());
  CHECK(alerts_of(d) == std::vector{close_notify});
  CHECK(d.server.seen.after_end == 0);
}

TEST_CASE("F11: what follows the peer's close_notify isn't taken") {
  settled d;
  d.server.close();
  d.run();
  d.server.put_data("from beyond");
  const step s = d.client_side().receive(d.server.outgoing, noon);
  CHECK(s.consumed == 0);
  CHECK(s.plaintext.empty());
  CHECK_FALSE(s.again);
  CHECK(d.client_side().prepare().empty());
  CHECK(d.client_side().now() == condition::peer_closed);
  CHECK(d.client_side().failure().code == errc::none);
}

TEST_CASE("F11: what follows the close_notify within what was taken already is ignored") {
  settled d;
  d.server.close();
  d.server.put_data("from beyond");
  d.server.put_alert(internal_error);
  d.run();
  CHECK(d.plaintext.empty());
  CHECK(d.client_side().now() == condition::peer_closed);
  CHECK_FALSE(d.client_side().alert_received());
}

TEST_CASE("F11: an end of the transport without close_notify is told apart: the data may be cut off") {
  settled d;
  d.server.put_data("half of it");
  d.run();
  CHECK(d.client_side().transport_closed().error().code == errc::closed_early);
  CHECK(d.client_side().now() == condition::truncated);
  CHECK(d.client_side().failure().code == errc::closed_early);
  CHECK(d.client_side().send(text("x")).error().code == errc::closed_early);
  CHECK(d.client_side().close().error().code == errc::closed_early);
  CHECK(d.client_side().transport_closed().error().code == errc::closed_early);
  CHECK(d.client_side().outgoing().empty());
}

TEST_CASE("F11: our own close_notify doesn't stand for the peer's") {
  settled d;
  REQUIRE(d.client_side().close());
  d.run();
  CHECK(d.client_side().transport_closed().error().code == errc::closed_early);
  CHECK(d.client_side().now() == condition::truncated);
}

TEST_CASE("F11: truncated in the middle of a record") {
  settled d;
  d.server.put_data("half of it");
  d.server.outgoing.resize(d.server.outgoing.size() / 2);
  d.run();
  CHECK(d.plaintext.empty());
  CHECK(d.client_side().transport_closed().error().code == errc::closed_early);
}

TEST_CASE("F11: the transport ends at each point of the handshake") {
  for (std::size_t said = 0; said < flight_size; ++said) {
    CAPTURE(said);
    duet d(silent_after(said));
    d.run();
    CHECK(d.client_side().now() == condition::handshaking);
    CHECK(d.client_side().transport_closed().error().code == errc::closed_early);
    CHECK(d.client_side().now() == condition::truncated);
    CHECK(d.client_side().outgoing().empty());
  }
}

TEST_CASE("A121: we close at each point of the handshake: user_canceled, then close_notify, then nothing") {
  for (std::size_t said = 0; said < flight_size; ++said) {
    CAPTURE(said);
    duet d(silent_after(said));
    d.run();
    CHECK(d.client_side().close());
    d.run();
    CHECK(alerts_of(d) == std::vector{user_canceled, close_notify});
    CHECK(d.server.seen.after_end == 0);
    CHECK(d.client_side().failure().code == errc::canceled);
    CHECK(d.client_side().now() == condition::failed);
    CHECK(d.client_side().close().error().code == errc::canceled);
    CHECK(d.client_side().outgoing().empty());
  }
}

TEST_CASE("closing before the first flight sends nothing, and starts nothing any more") {
  duet d;
  CHECK(d.client_side().close());
  CHECK(d.client_side().outgoing().empty());
  const step s = d.client_side().start(noon);
  CHECK(s.now == condition::failed);
  CHECK(s.to_send == 0);
  CHECK(d.client_side().failure().code == errc::canceled);
}

TEST_CASE("CVE-2024-32650: the peer's close_notify in each state of the handshake ends it") {
  for (waiting state : all_waiting) {
    if (state == waiting::connected) continue;
    CAPTURE(name_of(state));
    staged d(state, [&](scripted_server& s) {
      if (in_the_clear(state)) return s.put_plaintext(ContentType::alert, octets{1, 0});
      s.close();
    });
    CHECK(ending_of(d) == ending{errc::peer_alert, "close_notify", {}});
    CHECK(d.client_side().alert_received() == close_notify);
    CHECK(d.state_before_failure() == name_of(state));
  }
}

// ---- abort(): an end of the application's choice ----

namespace {
error aborted(AlertDescription why) { return {errc::aborted_by_application, name_of(why)}; }
}  // namespace

TEST_CASE("abort() before the first flight sends nothing, and starts nothing any more") {
  duet d;
  REQUIRE(d.client_side().abort(internal_error));
  CHECK(d.client_side().outgoing().empty());
  CHECK_FALSE(d.client_side().alert_sent());
  CHECK(d.client_side().start(noon).now == condition::failed);
  CHECK(d.client_side().outgoing().empty());
  CHECK(d.client_side().failure() == aborted(internal_error));
}

TEST_CASE("abort() at each point of the handshake: the application's alert, then nothing") {
  for (std::size_t said = 0; said < flight_size; ++said) {
    CAPTURE(said);
    duet d(silent_after(said));
    d.run();
    REQUIRE(d.client_side().abort(access_denied));
    CHECK(ending_of(d) == ending{errc::aborted_by_application, "access_denied", access_denied});
    // Under keys as soon as there are some.
    CHECK(d.server.seen.records.back() == (said == 0 ? ContentType::alert : ContentType::application_data));
  }
}

TEST_CASE("abort() of a connection that stands: what was sent before arrives, and then the alert") {
  settled d;
  REQUIRE(d.client_side().send(text("so far")));
  REQUIRE(d.client_side().abort(insufficient_security));
  CHECK(ending_of(d, true) == ending{errc::aborted_by_application, "insufficient_security", insufficient_security});
  CHECK(as_text(d.server.seen.data) == "so far");
}

TEST_CASE("abort() while a question is open: its answer comes too late") {
  client_config config = trusting_config();
  config.ask_application_to_verify = true;
  duet d({}, std::move(config));
  d.run();
  REQUIRE(d.verification);
  REQUIRE(d.client_side().abort(user_canceled).error().code == errc::misuse_not_an_error);
  REQUIRE(d.client_side().abort(bad_certificate));
  CHECK(d.client_side().resume(std::move(*d.verification), Verified{}) == machine::resumed::superseded);
  CHECK(ending_of(d) == ending{errc::aborted_by_application, "bad_certificate", bad_certificate});
}

TEST_CASE("no alert of abort()'s follows our close_notify (RFC 8446, 6.1)") {
  settled d;
  REQUIRE(d.client_side().close());
  REQUIRE(d.client_side().abort(internal_error));
  d.run();
  CHECK(alerts_of(d) == std::vector{close_notify});
  CHECK(d.server.seen.after_end == 0);
  CHECK_FALSE(d.client_side().alert_sent());
  CHECK(d.client_side().now() == condition::failed);
  CHECK(d.client_side().failure() == aborted(internal_error));
}

TEST_CASE("abort() after the peer's close_notify tells it so") {
  settled d;
  d.server.close();
  d.run();
  REQUIRE(d.client_side().abort(access_denied));
  d.run();
  CHECK(alerts_of(d) == std::vector{access_denied});
  CHECK(d.client_side().failure() == aborted(access_denied));
}

TEST_CASE("abort() takes no alert that closes, and only one") {
  settled d;
  CHECK(d.client_side().abort(close_notify).error().code == errc::misuse_not_an_error);
  CHECK(d.client_side().abort(user_canceled).error().code == errc::misuse_not_an_error);
  CHECK(d.connected());
  REQUIRE(d.client_side().abort(decode_error));
  CHECK(d.client_side().abort(access_denied).error() == aborted(decode_error));
  CHECK(ending_of(d, true) == ending{errc::aborted_by_application, "decode_error", decode_error});
}

TEST_CASE("abort() of a connection that failed says why it did") {
  settled d;
  d.server.put_alert(handshake_failure);
  d.run();
  CHECK(d.client_side().abort(access_denied).error().code == errc::peer_alert);
  d.run();
  CHECK(alerts_of(d).empty());
}
