// 0-RTT between our client and our server: what is taken, what is given back, and what is never taken twice.
#include "cxtls/handshake/early_data.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cxtls/session/stateless_tickets.hpp"
#include "support/constant_handshake.hpp"
#include "support/toy_certificate.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct tls : stack<toy_backend> {};
using octets = std::vector<std::uint8_t>;
octets text(std::string_view characters) { return {characters.begin(), characters.end()}; }

constexpr unix_time start{1793534400};
// By then a store that began at `start` knows what it hasn't seen.
constexpr unix_time later = start + early_data_window;

// One of a server's lives: what it remembers is gone with it, its ticket keys aren't.
struct place {
  toy_world world{.seed = 1000};
  toy_world keys_world{.seed = 5000};
  toy_backend keys_backend{keys_world};
  rotating_ticket_keys<toy_backend> keys{keys_backend};
  stateless_tickets<toy_backend, rotating_ticket_keys<toy_backend>> tickets{keys_backend, keys};
  memory_single_use_store once{start};

  server_config config(alpn_list alpn = {}) {
    server_config c;
    c.certificates = toy::shown(toy::server_leaf);
    c.sessions = &tickets;
    c.tickets = 1;
    c.alpn = alpn;
    c.max_early_data_size = max_early_data;
    c.single_use = &once;
    return c;
  }
};

client_config asking(alpn_list alpn = {}) {
  client_config c;
  c.trust = toy::trusting_root();
  c.profile = profile::rfc5280;
  c.alpn = alpn;
  c.early_data = true;
  c.grease = false;
  return c;
}

struct client_end {
  explicit client_end(client_config config = asking())
      : context(*client_context<tls>::create(std::move(config), toy_backend(world))) {}
  toy_world world{.seed = 1};
  client_context<tls> context;
};
struct server_end {
  explicit server_end(place& p, server_config config)
      : context(*server_context<tls>::create(std::move(config), toy_backend(p.world))) {}
  server_context<tls> context;
};

// What came of a connection, on both sides.
struct conversation {
  conversation(client_end const& ours, server_end const& theirs, std::optional<ticket> resume = {},
               unix_time at = later)
      : now(at), c(ours.context, dns_name{"server.example"}, std::move(resume)), s(theirs.context) {
    note(c.start(now));
  }

  // The client's octets, kept: a first flight can be sent again.
  octets take_client() {
    octets out(c.outgoing().begin(), c.outgoing().end());
    c.sent(out.size());
    return out;
  }
  void to_server(octets const& all) {
    bytes left = all;
    while (!left.empty()) {
      step done = s.receive(left, now);
      left = left.subspan(done.consumed);
      const bool stuck = done.consumed == 0;
      note_server(done);
      while (done.again) {
        done = s.proceed(now);
        note_server(done);
      }
      if (stuck) return;
    }
  }
  void to_client() {
    while (!s.outgoing().empty()) {
      step done = c.receive(s.outgoing(), now);
      s.sent(done.consumed);
      const bool stuck = done.consumed == 0;
      bool again = done.again;
      note(std::move(done));
      while (again) {
        step next = c.proceed(now);
        again = next.again;
        note(std::move(next));
      }
      if (stuck) return;
    }
  }
  conversation& run() {
    for (int i = 0; i < 6; ++i) {
      to_server(take_client());
      to_client();
    }
    return *this;
  }
  bool connected() const { return c.now() == condition::connected && s.now() == condition::connected; }

  unix_time now;
  client<tls> c;
  server<tls> s;
  octets early{};     // what the server was told is early data,
  octets usual{};     // and what it was told is plaintext
  octets answer{};    // what the client was told is plaintext
  octets refused{};   // what the client got back
  bool was_refused = false;
  std::optional<ticket> new_ticket{};

 private:
  void note(step&& done) {
    if (auto* back = std::get_if<early_data_refused>(&done.what)) {
      CHECK_FALSE(was_refused);
      was_refused = true;
      refused.assign(back->data.view().begin(), back->data.view().end());
    }
    answer.insert(answer.end(), done.plaintext.begin(), done.plaintext.end());
    if (auto* t = std::get_if<ticket>(&done.what)) new_ticket.emplace(std::move(*t));
  }
  void note_server(step const& done) {
    if (auto const* some = std::get_if<early_data>(&done.what))
      early.insert(early.end(), some->data.begin(), some->data.end());
    usual.insert(usual.end(), done.plaintext.begin(), done.plaintext.end());
  }
};

// A ticket of a first connection that began when the store did.
ticket ticket_from(client_end const& ours, server_end const& theirs, unix_time at = start) {
  conversation first(ours, theirs, {}, at);
  first.run();
  REQUIRE(first.connected());
  REQUIRE(first.new_ticket);
  return std::move(*first.new_ticket);
}

void send_early(conversation& d, octets const& data) {
  const auto taken = d.c.send(early_data{data});
  REQUIRE(taken);
  REQUIRE(*taken == data.size());
}

// Refused, and resumed all the same: the data comes back, and nothing of it reached the server's application.
void check_refused(conversation& d, octets const& sent, bool resumed = true) {
  CHECK(d.connected());
  CHECK(d.s.info().resumed == resumed);
  CHECK(d.c.info().early_data_accepted == false);
  CHECK(d.early.empty());
  CHECK(d.usual.empty());
  CHECK(d.was_refused);
  CHECK(d.refused == sent);
  // The application's decision: as usual data.
  CHECK(d.c.send(sent));
  d.run();
  CHECK(d.usual == sent);
}

}  // namespace

TEST_CASE(
    "F15: early data arrives before the handshake is over, as a type of its own, and what follows is usual data") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  conversation d(ours, theirs, ticket_from(ours, theirs));
  CHECK(d.c.early_data_room() == max_early_data);
  send_early(d, text("GET / "));
  send_early(d, text("early"));
  d.to_server(d.take_client());
  CHECK(d.early == text("GET / early"));
  CHECK(d.usual.empty());
  CHECK(d.s.now() == condition::handshaking);
  CHECK(d.s.info().early_data_accepted == true);
  // Half-RTT data answers it at once, and reaches the client before its Finished has reached the server.
  CHECK(d.s.may_send_half_rtt());
  const octets answer = text("200");
  CHECK(d.s.send(half_rtt{answer}));
  d.to_client();
  CHECK(d.answer == answer);
  CHECK(d.s.now() == condition::handshaking);
  d.run();
  CHECK(d.connected());
  CHECK(d.c.info().early_data_accepted == true);
  CHECK(d.c.info().resumed);
  CHECK_FALSE(d.was_refused);
  CHECK(d.c.early_data_room() == 0);
  CHECK(d.c.send(text("usual")));
  d.run();
  CHECK(d.usual == text("usual"));
  CHECK(d.early == text("GET / early"));
}

TEST_CASE("early data may go on until the server has finished, and ends with EndOfEarlyData") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  conversation d(ours, theirs, ticket_from(ours, theirs));
  d.to_server(d.take_client());
  CHECK(d.s.state_name() == "WaitEndOfEarlyData");
  send_early(d, text("still early"));
  d.to_server(d.take_client());
  CHECK(d.early == text("still early"));
  d.to_client();
  CHECK(d.c.send(early_data{text("late")}).error().code == errc::misuse_no_early_data);
  d.run();
  CHECK(d.connected());
}

TEST_CASE("both sides can export keying material from the early secret, the same, before the handshake is over") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  conversation d(ours, theirs, ticket_from(ours, theirs));
  std::array<std::uint8_t, 32> client_side{}, server_side{}, usual{};
  CHECK(d.s.export_early_keying_material("label", {}, server_side).error().code == errc::misuse_no_early_data);
  d.to_server(d.take_client());
  REQUIRE(d.c.export_early_keying_material("label", {}, client_side));
  REQUIRE(d.s.export_early_keying_material("label", {}, server_side));
  CHECK(client_side == server_side);
  d.run();
  REQUIRE(d.c.export_keying_material("label", bytes{}, usual));
  CHECK(usual != client_side);
}

TEST_CASE("without being asked for, early data is neither offered nor taken") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  SECTION("a client that doesn't want to") {
    client_config config = asking();
    config.early_data = false;
    const client_end unwilling(std::move(config));
    conversation d(unwilling, theirs, ticket_from(unwilling, theirs));
    CHECK(d.c.early_data_room() == 0);
    CHECK(d.c.send(early_data{text("x")}).error().code == errc::misuse_no_early_data);
    d.run();
    CHECK(d.connected());
    CHECK(d.c.info().resumed);
    CHECK_FALSE(d.c.info().early_data_accepted);
  }
  SECTION("a session whose certificates are to be judged again") {
    client_config config = asking();
    config.reverify_on_resume = true;
    const client_end careful(std::move(config));
    conversation d(careful, theirs, ticket_from(careful, theirs));
    CHECK(d.c.early_data_room() == 0);
    CHECK(d.run().connected());
  }
  SECTION("a ticket that doesn't allow it") {
    ticket t = ticket_from(ours, theirs);
    CHECK(t.max_early_data_size == max_early_data);
    t.max_early_data_size = 0;
    conversation d(ours, theirs, std::move(t));
    CHECK(d.c.early_data_room() == 0);
    CHECK(d.run().connected());
  }
  SECTION("a session of another application protocol than those that are offered") {
    const client_end other(asking(alpn_list{"a", "b"}));
    const server_end speaks(p, p.config(alpn_list{"a"}));
    ticket t = ticket_from(other, speaks);
    client_config config = asking(alpn_list{"b"});
    const client_end changed(std::move(config));
    conversation d(changed, speaks, std::move(t));
    CHECK(d.c.early_data_room() == 0);
  }
  SECTION("a server that stopped taking it skips it") {
    server_config config = p.config();
    config.max_early_data_size = 0;
    const server_end unwilling(p, std::move(config));
    conversation d(ours, unwilling, ticket_from(ours, theirs));
    const octets sent(max_early_data, 'x');
    send_early(d, sent);
    d.run();
    check_refused(d, sent);
  }
}

TEST_CASE("what is no fresh first flight is refused, and the session resumed") {
  place p;
  const client_end ours;
  const octets sent = text("once");
  SECTION("a server that has just started doesn't know what it has seen") {
    const server_end theirs(p, p.config());
    ticket t = ticket_from(ours, theirs);
    const unix_time too_early = later + (-1);
    conversation d(ours, theirs, std::move(t), too_early);
    send_early(d, sent);
    d.run();
    check_refused(d, sent);
  }
  SECTION("a flight that took too long") {
    const server_end theirs(p, p.config());
    conversation d(ours, theirs, ticket_from(ours, theirs));
    send_early(d, sent);
    d.now = d.now + early_data_clock_skew + 1;
    d.run();
    check_refused(d, sent);
    CHECK(d.s.info().ticket_age_skew == -(early_data_clock_skew + 1));
  }
  SECTION("a store that can't be reached") {
    struct unreachable final : single_use_store {
      constexpr admission admit(single_use_name const&, unix_time, unix_time) override { return admission::unknown; }
    } nowhere;
    server_config config = p.config();
    config.single_use = &nowhere;
    const server_end theirs(p, std::move(config));
    conversation d(ours, theirs, ticket_from(ours, theirs));
    send_early(d, sent);
    d.run();
    check_refused(d, sent);
  }
  SECTION("another application protocol") {
    const client_end both(asking(alpn_list{"a", "b"}));
    const server_end first(p, p.config(alpn_list{"a"}));
    const server_end then(p, p.config(alpn_list{"b"}));
    conversation d(both, then, ticket_from(both, first));
    send_early(d, sent);
    d.run();
    check_refused(d, sent);
    CHECK(d.c.info().alpn()[0] == 'b');
  }
  SECTION("another suite, of the same hash") {
    client_config config = asking();
    config.cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
    const client_end two(std::move(config));
    const server_end first(p, p.config());
    server_config other = p.config();
    other.cipher_suites = suite_list(CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
    const server_end then(p, std::move(other));
    conversation d(two, then, ticket_from(two, first));
    send_early(d, sent);
    d.run();
    check_refused(d, sent);
  }
}

TEST_CASE("a session that isn't known: early data is given back with the full handshake") {
  place p, elsewhere;
  elsewhere.keys_world.seed = 6000;
  const client_end ours;
  const server_end theirs(p, p.config());
  const server_end stranger(elsewhere, elsewhere.config());
  conversation d(ours, stranger, ticket_from(ours, theirs));
  const octets sent = text("for somebody else");
  send_early(d, sent);
  d.run();
  check_refused(d, sent, false);
}

TEST_CASE(
    "RFC 8446, 4.2.10: a HelloRetryRequest refuses early data; the second hello is in the clear and offers none") {
  place p;
  client_config config = asking();
  config.key_share_groups = group_list(NamedGroup::x25519);
  const client_end ours(std::move(config));
  const server_end theirs(p, p.config());
  server_config picky = p.config();
  picky.groups = group_list(NamedGroup::secp256r1);
  const server_end retrying(p, std::move(picky));
  conversation d(ours, retrying, ticket_from(ours, theirs));
  const octets sent = text("too soon");
  send_early(d, sent);
  d.to_server(d.take_client());
  CHECK(d.s.state_name() == "WaitRetriedClientHello");
  d.to_client();
  CHECK(d.was_refused);
  CHECK(d.c.send(early_data{text("more")}).error().code == errc::misuse_no_early_data);
  // A handshake record, not a protected one.
  const octets second = d.take_client();
  REQUIRE_FALSE(second.empty());
  CHECK(second.front() == static_cast<std::uint8_t>(ContentType::handshake));
  d.to_server(second);
  d.run();
  check_refused(d, sent);
}

TEST_CASE("PITFALLS: of 10,000 copies of one first flight, in order and interleaved with others, one is admitted") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  std::vector<octets> flights;
  for (int i = 0; i < 2; ++i) {
    conversation d(ours, theirs, ticket_from(ours, theirs));
    send_early(d, text("pay"));
    flights.push_back(d.take_client());
  }
  int admitted[2] = {};
  for (int copy = 0; copy < 10'000; ++copy) {
    const auto which = static_cast<std::size_t>(copy < 5'000 ? 0 : copy % 2);
    server<tls> s(theirs.context);
    bytes left = flights[which];
    step done = s.receive(left, later);
    for (;;) {
      if (std::holds_alternative<early_data>(done.what)) ++admitted[which];
      if (!done.again) break;
      done = s.proceed(later);
    }
    // Afterwards the same flight may be old, too.
  }
  CHECK(admitted[0] == 1);
  CHECK(admitted[1] == 1);
}

TEST_CASE("PITFALLS: a first flight from a clock that is ahead is admitted once for as long as it counts as fresh") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  conversation d(ours, theirs, ticket_from(ours, theirs), later + early_data_clock_skew);
  send_early(d, text("pay"));
  const octets flight = d.take_client();
  int admitted = 0;
  std::vector<std::int64_t> skews;
  for (std::int64_t after = 0; after <= 3 * early_data_clock_skew; ++after) {
    server<tls> s(theirs.context);
    if (std::holds_alternative<early_data>(s.receive(flight, later + after).what)) ++admitted;
    while (s.proceed(later + after).again) {
    }
    skews.push_back(s.info().ticket_age_skew.value_or(0));
  }
  CHECK(admitted == 1);
  CHECK(skews.front() == early_data_clock_skew);
  CHECK(skews.back() == -2 * early_data_clock_skew);
}

TEST_CASE("RFC 8446, 4.2.10: more early data than was allowed ends the connection") {
  place p;
  const client_end ours;
  const server_end theirs(p, p.config());
  ticket t = ticket_from(ours, theirs);
  server_config less = p.config();
  less.max_early_data_size = 10;
  const server_end meaner(p, std::move(less));
  conversation d(ours, meaner, std::move(t));
  send_early(d, octets(10, 'x'));
  send_early(d, octets(1, 'x'));
  d.to_server(d.take_client());
  CHECK(d.early.size() == 10);
  CHECK(d.s.failure().code == errc::too_much_early_data);
  CHECK(d.s.alert_sent() == AlertDescription::unexpected_message);
}

TEST_CASE("a client sends no more early data than its ticket allows") {
  place p;
  const client_end ours;
  server_config less = p.config();
  less.max_early_data_size = 10;
  const server_end theirs(p, std::move(less));
  conversation d(ours, theirs, ticket_from(ours, theirs));
  CHECK(d.c.early_data_room() == 10);
  const auto taken = d.c.send(early_data{text("0123456789abc")});
  REQUIRE(taken);
  CHECK(*taken == 10);
  CHECK(d.c.early_data_room() == 0);
  d.run();
  CHECK(d.connected());
  CHECK(d.early == text("0123456789"));
}

TEST_CASE("a configuration with too much early data, or without a store or sessions for it, is refused") {
  place p;
  toy_world w;
  server_config config = p.config();
  SECTION("too much") { config.max_early_data_size = max_early_data + 1; }
  SECTION("no store") { config.single_use = nullptr; }
  SECTION("no sessions") { config.sessions = nullptr; }
  const auto made = server_context<tls>::create(std::move(config), toy_backend(w));
  REQUIRE_FALSE(made);
  CHECK(made.error().code == errc::config_early_data);
}
