// abort(): a server's end of the application's choice, before the hello, within the handshake and after it.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/server_duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

struct settled : server_duet {
  settled() {
    run();
    REQUIRE(connected());
  }
};
std::vector<AlertDescription> alerts_of(server_duet const& d) {
  std::vector<AlertDescription> all;
  for (Alert const& a : d.client.seen.alerts) all.push_back(a.description);
  return all;
}
error aborted(AlertDescription why) { return {errc::aborted_by_application, name_of(why)}; }

}  // namespace

TEST_CASE("a server that aborts before it heard anything says nothing, and hears nothing any more") {
  server_duet d;
  REQUIRE(d.server_side().abort(internal_error));
  CHECK(d.server_side().outgoing().empty());
  CHECK_FALSE(d.server_side().alert_sent());
  d.client.start();
  CHECK(d.server_side().receive(d.client.outgoing, noon).consumed == 0);
  CHECK(d.server_side().outgoing().empty());
  CHECK(d.server_side().failure() == aborted(internal_error));
}

TEST_CASE("a server that aborts within the handshake sends the application's alert under the keys of the time") {
  const auto aborts = [](client_plan plan, bool under_keys) {
    server_duet d(std::move(plan));
    d.run();
    REQUIRE(d.server_side().abort(access_denied));
    CHECK(ending_of(d) == server_ending{errc::aborted_by_application, "access_denied", access_denied});
    CHECK(d.client.seen.alert_protected == std::vector{under_keys});
  };
  SECTION("after a retry: in the clear") { aborts({.shares = {}, .stops_at_retry = true}, false); }
  SECTION("after its flight: protected") { aborts({.stops_at_flight = true}, true); }
}

TEST_CASE("a server that aborts before its client's Finished never calls it connected") {
  server_duet d({.stops_at_flight = true});
  d.run();
  REQUIRE(d.server_side().abort(access_denied));
  d.client.say_flight();
  d.run();
  CHECK_FALSE(d.connected());
  CHECK(d.events.empty());
  CHECK(d.server_side().failure() == aborted(access_denied));
}

TEST_CASE("a server that aborts a connection that stands: what was sent before arrives, and then the alert") {
  settled d;
  REQUIRE(d.server_side().send(text("so far")));
  REQUIRE(d.server_side().abort(insufficient_security));
  CHECK(ending_of(d, true) ==
        server_ending{errc::aborted_by_application, "insufficient_security", insufficient_security});
  CHECK(as_text(d.client.seen.data) == "so far");
}

TEST_CASE("a server that aborts while a question is open: its answer comes too late") {
  server_config config = showing_config();
  config.ask_application_for_credential = true;
  server_duet d({}, std::move(config));
  d.run();
  REQUIRE(d.credential);
  REQUIRE(d.server_side().abort(unrecognized_name));
  CHECK(d.server_side().resume(std::move(*d.credential), CredentialChoice{}) == machine::resumed::superseded);
  CHECK(ending_of(d) == server_ending{errc::aborted_by_application, "unrecognized_name", unrecognized_name});
  CHECK(d.client.seen.alert_protected == std::vector{false});
}

TEST_CASE("no alert of a server's abort() follows its close_notify (RFC 8446, 6.1)") {
  settled d;
  REQUIRE(d.server_side().close());
  REQUIRE(d.server_side().abort(internal_error));
  d.run();
  CHECK(alerts_of(d) == std::vector{close_notify});
  CHECK(d.client.seen.after_end == 0);
  CHECK_FALSE(d.server_side().alert_sent());
  CHECK(d.server_side().failure() == aborted(internal_error));
}

TEST_CASE("a server that aborts after its client's close_notify tells it so") {
  settled d;
  d.client.close();
  d.run();
  REQUIRE(d.server_side().abort(access_denied));
  d.run();
  CHECK(alerts_of(d) == std::vector{access_denied});
  CHECK(d.server_side().failure() == aborted(access_denied));
}

TEST_CASE("a server's abort() takes no alert that closes, and only one") {
  settled d;
  CHECK(d.server_side().abort(close_notify).error().code == errc::misuse_not_an_error);
  CHECK(d.server_side().abort(user_canceled).error().code == errc::misuse_not_an_error);
  CHECK(d.connected());
  REQUIRE(d.server_side().abort(decode_error));
  CHECK(d.server_side().abort(access_denied).error() == aborted(decode_error));
  CHECK(ending_of(d, true) == server_ending{errc::aborted_by_application, "decode_error", decode_error});
}
