// However octets are cut into pieces, and whichever way they come in, a connection does the same.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

// Ed25519 on both sides, whose signatures have no randomness, and X25519, whose keys are what the backend drew: so that
// two runs send the same octets on any backend.
server_plan long_plan() {
  return {.credential = usual_chain(),
          .request_certificate = true,
          .retry_group = usual_retry,
          .retry_cookie = text("cookie")};
}

struct outcome {
  std::vector<std::string> events, states;
  octets plaintext, sent, received;
  condition end{};
  friend bool operator==(outcome const&, outcome const&) = default;
};

// A handshake with everything in it, and what may follow one.
outcome run_all(server_plan plan, delivery how, std::uint64_t seed, bool lend) {
  duet d(std::move(plan), without_shares(config_with_credential(usual_chain())), how, 1);
  d.reseed(seed);
  d.lend = lend;
  d.run();
  d.server.put_ticket({.ticket = octets(500, 1)});
  d.server.put_ticket({.ticket = text("another")});
  d.server.put_data("hello ");
  d.server.put_key_update(1);
  d.server.put(ContentType::application_data, text("padded "), 300);
  d.server.put(ContentType::application_data, {});
  d.server.put(ContentType::application_data, octets(16384, 'x'));
  d.run();
  const octets question(20000, 'q');
  REQUIRE(d.client_side().send(question));
  d.run();
  d.server.close();
  d.run();
  REQUIRE(d.client_side().close());
  d.run();
  return {d.events, d.end.seen.states, d.plaintext, d.sent, d.server.seen.data, d.client_side().now()};
}

outcome const& reference() {
  static const outcome whole = run_all(long_plan(), delivery::whole, 1, false);
  return whole;
}

}  // namespace

TEST_CASE("A75: delivered whole, the long conversation goes as it should") {
  CHECK(reference().events == std::vector<std::string>{"connected", "ticket", "ticket", "peer_closed"});
  CHECK(reference().plaintext == joined({text("hello padded "), octets(16384, 'x')}));
  CHECK(reference().received == octets(20000, 'q'));
  CHECK(reference().end == condition::closed);
}

TEST_CASE("A75: one octet at a time gives the same events, states, plaintext and output") {
  CHECK(run_all(long_plan(), delivery::single_octets, 1, GENERATE(false, true)) == reference());
}

TEST_CASE("A75: random splits give the same events, states, plaintext and output") {
  const int seed = GENERATE(range(1, 26));
  CHECK(run_all(long_plan(), delivery::random_splits, static_cast<std::uint64_t>(seed), seed % 2 == 0) == reference());
}

TEST_CASE("B11: octets lent by prepare() do what octets given to receive() do") {
  CHECK(run_all(long_plan(), delivery::whole, 1, true) == reference());
}

TEST_CASE("C29: messages in records of one octet, or many in one record, do the same") {
  server_plan plan = long_plan();
  SECTION("one octet") { plan.fragment = 1; }
  SECTION("five octets: a header and one more") { plan.fragment = 5; }
  SECTION("coalesced") { plan.coalesce = true; }
  SECTION("coalesced and cut across message boundaries") {
    plan.coalesce = true;
    plan.fragment = GENERATE(3u, 100u, 333u);
  }
  CHECK(run_all(plan, delivery::whole, 1, false) == reference());
  CHECK(run_all(plan, delivery::random_splits, 5, false) == reference());
}

TEST_CASE("no change_cipher_spec from the server is as good as one or two") {
  server_plan plan = long_plan();
  plan.change_cipher_specs = GENERATE(0u, 2u);
  CHECK(run_all(plan, delivery::whole, 1, false) == reference());
}

TEST_CASE("F32: the same draws, times and input give the same output") {
  CHECK(run_all(long_plan(), delivery::whole, 1, false) == reference());
}

TEST_CASE("CVE-2016-6305: every step takes octets, reports something, or says that it needs more") {
  duet d(long_plan(), without_shares(config_with_credential(usual_chain())));
  d.note(d.client_side().start(noon));
  for (int round = 0; round < 1000 && !(d.connected() && d.server.outgoing.empty()); ++round) {
    d.to_server();
    const std::size_t before = d.server.outgoing.size();
    const step s = d.client_side().receive(d.server.outgoing, noon);
    d.server.outgoing.erase(d.server.outgoing.begin(),
                            d.server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    const bool progress = s.consumed > 0 || s.to_send > 0 || s.again || !std::holds_alternative<no_event>(s.what);
    CHECK((progress || before == 0));
    CHECK(s.consumed <= before);
  }
  CHECK(d.connected());
}
