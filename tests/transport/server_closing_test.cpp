// The ends of a server's connection: closed, truncated, failed, before and after the handshake. RFC 8446, 6.1.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/server_staged.hpp"

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

}  // namespace

TEST_CASE("A121: a server closes, and goes on reading until its client closes") {
  settled d;
  REQUIRE(d.server_side().close());
  REQUIRE(d.server_side().close());
  d.run();
  CHECK(alerts_of(d) == std::vector{close_notify});
  CHECK(d.server_side().now() == condition::connected);
  CHECK(d.server_side().send(text("too late")).error().code == errc::misuse_write_closed);
  CHECK(d.server_side().update_keys().error().code == errc::misuse_write_closed);
  CHECK(d.server_side().send_ticket().error().code == errc::misuse_write_closed);
  d.client.put_data("still here");
  d.client.put_key_update(1);  // no answer follows a close_notify
  d.run();
  CHECK(as_text(d.plaintext) == "still here");
  CHECK(d.client.seen.key_updates == 0);
  d.client.close();
  d.run();
  CHECK(d.events == std::vector<std::string>{"connected", "peer_closed"});
  CHECK(d.server_side().now() == condition::closed);
  CHECK(d.server_side().transport_closed());
  CHECK(d.client.seen.after_end == 0);
}

TEST_CASE("A121: a client closes, and the server goes on sending until it closes") {
  settled d;
  d.client.put_data("last words");
  d.client.close();
  d.run();
  CHECK(as_text(d.plaintext) == "last words");
  CHECK(d.server_side().now() == condition::peer_closed);
  CHECK(d.client.seen.alerts.empty());
  REQUIRE(d.server_side().send(text("more")));
  REQUIRE(d.server_side().close());
  d.run();
  CHECK(as_text(d.client.seen.data) == "more");
  CHECK(d.server_side().now() == condition::closed);
}

TEST_CASE("F11: what follows a client's close_notify isn't taken") {
  settled d;
  d.client.close();
  d.client.put_data("from beyond");
  d.run();
  CHECK(d.plaintext.empty());
  CHECK(d.server_side().now() == condition::peer_closed);
  CHECK(d.server_side().prepare().empty());
}

TEST_CASE("A93: an end of the transport without close_notify is told apart") {
  settled d;
  d.client.put_data("half of it");
  d.run();
  CHECK(d.server_side().transport_closed().error().code == errc::closed_early);
  CHECK(d.server_side().now() == condition::truncated);
  CHECK(d.server_side().send(text("x")).error().code == errc::closed_early);
  CHECK(d.server_side().close().error().code == errc::closed_early);
  CHECK(d.server_side().outgoing().empty());
}

TEST_CASE("A93: before the client's Finished no end is a good one") {
  server_duet d({.stops_at_flight = true});
  d.run();
  SECTION("the transport ends") {
    CHECK(d.server_side().transport_closed().error().code == errc::closed_early);
    CHECK(d.server_side().now() == condition::truncated);
    CHECK(d.server_side().outgoing().empty());
  }
  SECTION("close_notify") {
    d.client.close();
    CHECK(ending_of(d) == server_ending{errc::peer_alert, "close_notify", {}});
    CHECK(d.events.empty());
  }
}

TEST_CASE("close() before the handshake is over: user_canceled, then close_notify (RFC 8446, 6.1)") {
  SECTION("before anything was heard: nothing is said") {
    server_duet d;
    REQUIRE(d.server_side().close());
    CHECK(d.server_side().outgoing().empty());
    CHECK(d.server_side().failure().code == errc::canceled);
    CHECK(d.server_side().now() == condition::failed);
    d.client.start();
    CHECK(d.server_side().receive(d.client.outgoing, noon).consumed == 0);
    CHECK(d.server_side().outgoing().empty());
  }
  SECTION("within the handshake: under the keys of the time") {
    server_duet d({.stops_at_flight = true}, asking_config());
    d.run();
    REQUIRE(d.server_side().close());
    d.run();
    CHECK(alerts_of(d) == std::vector{user_canceled, close_notify});
    CHECK(d.client.seen.alert_protected == std::vector{true, true});
    CHECK(d.server_side().failure().code == errc::canceled);
    d.client.say_flight();
    d.run();
    CHECK_FALSE(d.connected());
  }
  SECTION("after a retry: in the clear") {
    server_duet d({.shares = {}, .stops_at_retry = true});
    d.run();
    REQUIRE(d.server_side().close());
    d.run();
    CHECK(alerts_of(d) == std::vector{user_canceled, close_notify});
  }
}

TEST_CASE("no alert of a server follows its close_notify, whatever goes wrong") {
  settled d;
  REQUIRE(d.server_side().close());
  d.run();
  d.client.break_next_record();
  d.client.put_data("changed on the way");
  d.run();
  CHECK(d.server_side().failure().code == errc::bad_record_mac);
  CHECK_FALSE(d.server_side().alert_sent());
  CHECK(alerts_of(d) == std::vector{close_notify});
}
