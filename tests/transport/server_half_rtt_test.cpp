// What a server may write before its client's Finished. RFC 8446, 2 and 4.4.4.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/server_staged.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {
const octets greeting = text("220 hello");
}

TEST_CASE("half-RTT data goes out between the server's Finished and the client's, and at no other time") {
  const bool asked = GENERATE(false, true);
  server_duet d({.credential = usual_chain(), .stops_at_flight = true}, asked ? asking_config() : showing_config());
  CHECK_FALSE(d.server_side().may_send_half_rtt());
  CHECK(d.server_side().send(half_rtt{greeting}).error().code == errc::misuse_not_connected);
  d.run();
  CHECK(d.server_side().state_name() == (asked ? "WaitCertificate" : "WaitFinished"));
  CHECK(d.server_side().may_send_half_rtt());
  // The ordinary way isn't open yet.
  CHECK(d.server_side().send(greeting).error().code == errc::misuse_not_connected);
  CHECK(*d.server_side().send(half_rtt{greeting}) == greeting.size());
  d.run();
  CHECK(d.client.seen.half_rtt == greeting);
  d.client.say_flight();
  d.run();
  REQUIRE(d.connected());
  CHECK_FALSE(d.server_side().may_send_half_rtt());
  CHECK(d.server_side().send(half_rtt{greeting}).error().code == errc::misuse_not_connected);
  REQUIRE(d.server_side().send(text(" again")));
  d.run();
  CHECK(as_text(d.client.seen.data) == "220 hello again");
}

namespace {
using ways = std::vector<std::string>;
// In which states the server may, asked before each octet that comes.
ways states_that_may(client_plan plan, server_config config) {
  server_duet d(std::move(plan), std::move(config), delivery::single_octets);
  ways all;
  d.client.start();
  while (!d.connected() && !d.server_side().failure() && !d.client.outgoing.empty()) {
    const bool may = d.server_side().may_send_half_rtt();
    const auto sent = d.server_side().send(half_rtt{bytes{}});
    CHECK(static_cast<bool>(sent) == may);
    const std::string state(d.server_side().state_name());
    if (may && (all.empty() || all.back() != state)) all.push_back(state);
    d.note(d.server_side().receive(bytes(d.client.outgoing).first(1), noon));
    d.client.outgoing.erase(d.client.outgoing.begin());
    d.to_client();
  }
  CHECK(d.connected());
  return all;
}
}  // namespace

TEST_CASE("half-RTT data may go out in each state that waits for the client's last flight, and in no other") {
  CHECK(states_that_may({.shares = {}}, showing_config()) == ways{"WaitFinished"});
  CHECK(states_that_may({.shares = {}, .credential = usual_chain()}, asking_config()) ==
        ways{"WaitCertificate", "WaitCertificateVerify", "WaitFinishedOfAuthenticated"});
  CHECK(states_that_may({}, asking_config(client_authentication::optional)) ==
        ways{"WaitCertificate", "WaitFinishedOfAnonymous"});
}

TEST_CASE("a question about the client's certificate doesn't stop half-RTT data") {
  server_config config = asking_config();
  config.ask_application_to_verify = true;
  server_duet d({.credential = usual_chain()}, std::move(config));
  d.run();
  REQUIRE(d.server_side().now() == condition::parked);
  CHECK(d.server_side().may_send_half_rtt());
  CHECK(d.server_side().send(half_rtt{greeting}));
  d.run();
  CHECK(d.client.seen.data == greeting);
  (void)d.answer(d.verification, Verified{});
  CHECK(d.run().connected());
}

TEST_CASE("a question before our Finished leaves no room for half-RTT data") {
  server_duet d({}, config_with_key_elsewhere(usual_chain(), scheme_list(SignatureScheme::ed25519)));
  d.run();
  REQUIRE(d.server_side().now() == condition::parked);
  CHECK_FALSE(d.server_side().may_send_half_rtt());
  CHECK(d.server_side().send(half_rtt{greeting}).error().code == errc::misuse_not_connected);
}

TEST_CASE("after half-RTT data a client may still turn out to be nobody") {
  server_duet d({.stops_at_flight = true}, asking_config());
  d.run();
  REQUIRE(d.server_side().send(half_rtt{greeting}));
  d.run();
  d.client.say_flight();
  CHECK(ending_of(d) == server_ending{errc::certificate_required, "", certificate_required});
  CHECK(d.server_side().send(half_rtt{greeting}).error().code == errc::certificate_required);
}

TEST_CASE("no half-RTT data after close()") {
  server_duet d({.stops_at_flight = true});
  d.run();
  REQUIRE(d.server_side().may_send_half_rtt());
  REQUIRE(d.server_side().close());
  CHECK_FALSE(d.server_side().send(half_rtt{greeting}));
  d.run();
  CHECK(d.client.seen.data.empty());
  CHECK(d.client.seen.after_end == 0);
}
