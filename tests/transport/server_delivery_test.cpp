// However octets reach a server, the outcome is the same. CVE-2014-3511: any segmentation gives an identical outcome.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

client_plan long_plan() {
  return {.shares = {}, .early_data = {octets(700, 1), octets(9, 2)}, .credential = usual_chain()};
}

struct outcome {
  std::vector<std::string> events, states;
  octets plaintext, sent, received;
  condition end{};
  friend bool operator==(outcome const&, outcome const&) = default;
};

// A handshake with everything in it, and what may follow one.
outcome run_all(client_plan plan, delivery how, std::uint64_t seed, bool lend) {
  // Its keys and its store are drawn by a backend with a seed of its own.
  session_box box(5);
  server_end end(resumable(box.stateless, asking_config()));
  server_duet d(end, std::move(plan), how, seed);
  d.lend = lend;
  d.run();
  REQUIRE(d.connected());
  d.client.put_data("hello ");
  d.client.put_key_update(1);
  d.client.put(ContentType::application_data, text("padded "), 300);
  d.client.put(ContentType::application_data, {});
  d.client.put(ContentType::application_data, octets(16384, 'x'));
  d.run();
  const octets answer(20000, 'a');
  REQUIRE(d.server_side().send(answer));
  d.run();
  d.client.close();
  d.run();
  REQUIRE(d.server_side().close());
  d.run();
  return {d.events, d.seen.states, d.plaintext, d.sent, d.client.seen.data, d.server_side().now()};
}

outcome const& reference() {
  static const outcome whole = run_all(long_plan(), delivery::whole, 1, false);
  return whole;
}

}  // namespace

TEST_CASE("A75: delivered whole, a server's long conversation goes as it should") {
  CHECK(reference().events == std::vector<std::string>{"connected", "peer_closed"});
  CHECK(reference().plaintext == joined({text("hello padded "), octets(16384, 'x')}));
  CHECK(reference().received == octets(20000, 'a'));
  CHECK(reference().end == condition::closed);
}

TEST_CASE("CVE-2014-3511: one octet at a time gives a server the same events, states, plaintext and output") {
  CHECK(run_all(long_plan(), delivery::single_octets, 1, GENERATE(false, true)) == reference());
}

TEST_CASE("CVE-2014-3511: random splits give a server the same events, states, plaintext and output") {
  const int seed = GENERATE(range(1, 26));
  CHECK(run_all(long_plan(), delivery::random_splits, static_cast<std::uint64_t>(seed), seed % 2 == 0) == reference());
}

TEST_CASE("C29: a client's messages in records of one octet, or many in one record, do the same") {
  client_plan plan = long_plan();
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

TEST_CASE("F32: the same draws, times and input give the same output of a server") {
  CHECK(run_all(long_plan(), delivery::whole, 1, false) == reference());
}

TEST_CASE("an error is the same however it is delivered") {
  const auto how = GENERATE(delivery::whole, delivery::single_octets, delivery::random_splits);
  const auto ends = [=](client_plan plan, server_config config = showing_config()) {
    server_duet d(std::move(plan), std::move(config), how);
    return ending_of(d);
  };
  CHECK(ends({.finished = [](octets& v) { v[0] ^= 1; }}).code == errc::finished_mismatch);
  CHECK(ends({.hello = [](client_hello_model& m) { m.cipher_suites = {CipherSuite{0xc02f}}; }}).code ==
        errc::no_common_cipher_suite);
  CHECK(ends({}, asking_config()).code == errc::certificate_required);
  CHECK(ends({.hello = [](client_hello_model& m) { m.find(ExtensionType::key_share)->body.pop_back(); }}).alert ==
        AlertDescription::decode_error);
}

TEST_CASE("CVE-2016-6305: every step of a server takes octets, reports something, or says that it needs more") {
  server_duet d(long_plan(), asking_config());
  d.client.start();
  for (int round = 0; round < 1000 && !(d.connected() && d.client.outgoing.empty()); ++round) {
    const std::size_t before = d.client.outgoing.size();
    const step s = d.server_side().receive(d.client.outgoing, noon);
    d.client.outgoing.erase(d.client.outgoing.begin(),
                            d.client.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    const bool progress = s.consumed > 0 || s.to_send > 0 || s.again || !std::holds_alternative<no_event>(s.what);
    CHECK((progress || before == 0));
    CHECK(s.consumed <= before);
    d.to_client();
  }
  CHECK(d.connected());
}
