#include "cxtls/session/stateless_tickets.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <thread>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;
using sample::century;
using sample::day;
using sample::finds;
using sample::noon;
using boring = backend::boringssl;

namespace {

// A server with keys of its own.
template <class B>
struct server {
  constexpr explicit server(B const& b) : keys(b), tickets(b, keys) {}
  rotating_ticket_keys<B> keys;
  stateless_tickets<B, rotating_ticket_keys<B>> tickets;
};

constexpr buffer ticket_of(session_provider& p, session const& s, unix_time now = noon) {
  buffer ticket;
  if (!p.issue(s, now, ticket)) ticket.clear();
  return ticket;
}
constexpr bool the_session_comes_back() {
  sample::toy t;
  server<test::toy_backend> s(t.backend);
  const session what = sample::with_certificate(300);
  const buffer ticket = ticket_of(s.tickets, what);
  auto answer = s.tickets.find(ticket.view(), noon + 10);
  if (answer.value() == nullptr || !answer.value()->session) return false;
  buffer before, after;
  return what.encode(before) && answer.value()->session->encode(after) && equal(before.view(), after.view());
}
constexpr bool two_servers_cannot_read_each_other() {
  sample::toy one(1), two(100);
  server<test::toy_backend> a(one.backend), b(two.backend);
  const buffer ticket = ticket_of(a.tickets, sample::lasting(day)), other = ticket_of(b.tickets, sample::lasting(day));
  return finds(a.tickets, ticket.view(), noon) && !finds(b.tickets, ticket.view(), noon) &&
         finds(b.tickets, other.view(), noon) && !finds(a.tickets, other.view(), noon);
}
ticket_key key_of(std::uint8_t name, std::uint8_t octet) {
  std::array<std::uint8_t, 32> octets{};
  octets[0] = octet;
  return *ticket_key::of(ticket_key_name{name}, octets);
}

}  // namespace

TEST_CASE("P7: a session comes back out of its ticket as it went in") { BOTH(the_session_comes_back()); }

TEST_CASE("43: two fresh servers can't read each other's tickets") {
  BOTH(two_servers_cannot_read_each_other());
  boring b;
  server<boring> mine(b), theirs(b);
  const buffer ticket = ticket_of(mine.tickets, sample::lasting(day));
  REQUIRE(ticket_of(theirs.tickets, sample::lasting(day)).size() == ticket.size());
  CHECK(finds(mine.tickets, ticket.view(), noon));
  CHECK_FALSE(finds(theirs.tickets, ticket.view(), noon));
}

TEST_CASE("no bit of a ticket can be turned") {
  boring b;
  server<boring> s(b);
  buffer ticket = ticket_of(s.tickets, sample::with_certificate(40));
  REQUIRE(ticket.size() > 200);
  for (std::size_t bit = 0; bit < 8 * ticket.size(); ++bit) {
    std::uint8_t& octet = ticket.edit()[bit / 8];
    octet = static_cast<std::uint8_t>(octet ^ 1 << bit % 8);
    REQUIRE(sample::ask(s.tickets, ticket.view(), noon) == sample::verdict::none);
    octet = static_cast<std::uint8_t>(octet ^ 1 << bit % 8);
  }
  CHECK(finds(s.tickets, ticket.view(), noon));
}

TEST_CASE("a ticket that was cut short or grew is none") {
  boring b;
  server<boring> s(b);
  buffer ticket = ticket_of(s.tickets, sample::lasting(day));
  for (std::size_t size = 0; size < ticket.size(); ++size) {
    const std::vector<std::uint8_t> part(ticket.view().begin(),
                                         ticket.view().begin() + static_cast<std::ptrdiff_t>(size));
    REQUIRE(sample::ask(s.tickets, part, noon) == sample::verdict::none);
  }
  REQUIRE(ticket.resize(ticket.size() + 1));
  CHECK(sample::ask(s.tickets, ticket.view(), noon) == sample::verdict::none);
}

TEST_CASE("a ticket's identity of any size is a session or none") {
  boring b;
  server<boring> s(b);
  (void)ticket_of(s.tickets, sample::lasting(day));
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{49}, std::size_t{66}, max_stateless_ticket_size,
                           max_stateless_ticket_size + 1, std::size_t{65535}}) {
    const std::vector<std::uint8_t> zeros(size);
    CHECK(sample::ask(s.tickets, zeros, noon) == sample::verdict::none);
  }
}

TEST_CASE("the largest session travels in the largest ticket, and a larger one gets none") {
  boring b;
  server<boring> s(b);
  buffer empty;
  REQUIRE(sample::lasting(day).encode(empty));
  const std::size_t largest = max_session_size - empty.size() - 2;
  const buffer ticket = ticket_of(s.tickets, sample::with_certificate(largest));
  CHECK(ticket.size() == max_stateless_ticket_size);
  CHECK(finds(s.tickets, ticket.view(), noon));
  buffer none;
  CHECK(s.tickets.issue(sample::with_certificate(largest + 1), noon, none).error().code == errc::length_out_of_range);
  CHECK(none.empty());
}

TEST_CASE("a ticket is appended to what the buffer holds") {
  boring b;
  server<boring> s(b);
  buffer out;
  REQUIRE(out.append(sample::psk));
  REQUIRE(s.tickets.issue(sample::lasting(day), noon, out));
  CHECK(equal(out.view().first(32), sample::psk));
  CHECK(finds(s.tickets, out.view().subspan(32), noon));
}

TEST_CASE("two tickets of one session have nothing in common but their key's name") {
  boring b;
  server<boring> s(b);
  const buffer one = ticket_of(s.tickets, sample::lasting(day)), two = ticket_of(s.tickets, sample::lasting(day));
  CHECK(equal(one.view().first(17), two.view().first(17)));
  for (std::size_t at = 17; at + 16 <= one.size(); at += 16)
    CHECK_FALSE(equal(one.view().subspan(at, 16), two.view().subspan(at, 16)));
}

TEST_CASE("tickets open under a key that isn't current yet, is, or was, and under no other") {
  using enum ticket_key_state;
  boring b;
  shared_ticket_keys here, there;
  REQUIRE(there.add(key_of(1, 1), current));
  stateless_tickets tickets(b, here), issuer(b, there);
  const buffer ticket = ticket_of(issuer, sample::lasting(day));
  CHECK_FALSE(finds(tickets, ticket.view(), noon));
  REQUIRE(here.add(key_of(1, 1), not_yet));
  CHECK(finds(tickets, ticket.view(), noon));
  buffer none;
  CHECK(tickets.issue(sample::lasting(day), noon, none).error().code == errc::config_ticket_key);
  REQUIRE(here.set({1}, current));
  CHECK(finds(tickets, ticket.view(), noon));
  REQUIRE(here.add(key_of(2, 2), current));
  CHECK(finds(tickets, ticket.view(), noon));
  REQUIRE(here.remove({1}));
  CHECK_FALSE(finds(tickets, ticket.view(), noon));
  // Another key of that name.
  REQUIRE(here.add(key_of(1, 3), accepted));
  CHECK(sample::ask(tickets, ticket.view(), noon) == sample::verdict::none);
}

TEST_CASE("a ticket ends with its key, its session or its client's certificate, whichever ends first") {
  boring b;
  server<boring> s(b);
  // Sealed in the key's last second.
  (void)ticket_of(s.tickets, sample::lasting(1));
  session young = sample::lasting(century);
  young.issued_at = noon + (day - 1);
  const buffer ticket = ticket_of(s.tickets, young, noon + (day - 1));
  CHECK(finds(s.tickets, ticket.view(), noon + (day - 1 + 604799)));
  CHECK_FALSE(finds(s.tickets, ticket.view(), noon + (day - 1 + 604800)));
  const buffer hour = ticket_of(s.tickets, sample::lasting(3600));
  CHECK(finds(s.tickets, hour.view(), noon + 3599));
  CHECK_FALSE(finds(s.tickets, hour.view(), noon + 3600));
  session client = sample::lasting(3600);
  client.authenticated_until = noon + 60;
  const buffer authenticated = ticket_of(s.tickets, client);
  CHECK(finds(s.tickets, authenticated.view(), noon + 60));
  CHECK_FALSE(finds(s.tickets, authenticated.view(), noon + 61));
}

TEST_CASE("F10: a ticket doesn't survive a jump of a century, and no clock crashes a server") {
  boring b;
  for (unix_time then :
       {noon + century, noon + -century, unix_time{0}, unix_time{std::numeric_limits<std::int64_t>::max()},
        unix_time{std::numeric_limits<std::int64_t>::min()}}) {
    server<boring> s(b);
    const buffer ticket = ticket_of(s.tickets, sample::lasting(day));
    CHECK(sample::ask(s.tickets, ticket.view(), then) == sample::verdict::none);
    session later = sample::lasting(day);
    later.issued_at = then;
    later.expires_at = {std::numeric_limits<std::int64_t>::max()};
    const buffer there = ticket_of(s.tickets, later, then);
    CHECK(there.size() == ticket.size());
    CHECK(sample::ask(s.tickets, there.view(), noon) == sample::verdict::none);
  }
}

TEST_CASE("A102: a ticket that holds its session isn't called back by forget(), but by its keys") {
  boring b;
  server<boring> s(b);
  const buffer ticket = ticket_of(s.tickets, sample::lasting(day));
  s.tickets.forget(ticket.view());
  CHECK(finds(s.tickets, ticket.view(), noon));
  s.keys.revoke();
  CHECK_FALSE(finds(s.tickets, ticket.view(), noon));
}

TEST_CASE("a server whose cryptography fails finds no session, and fails no handshake") {
  sample::toy t;
  server<test::toy_backend> s(t.backend);
  const buffer ticket = ticket_of(s.tickets, sample::lasting(day));
  t.world.first_failing_call = 0;
  CHECK(sample::ask(s.tickets, ticket.view(), noon) == sample::verdict::none);
  buffer none;
  CHECK_FALSE(s.tickets.issue(sample::lasting(day), noon, none));
  CHECK(none.empty());
}

TEST_CASE("several threads issue and open tickets of one provider") {
  boring b;
  server<boring> s(b);
  std::vector<std::thread> threads;
  std::array<std::size_t, 4> found{};
  for (std::size_t t = 0; t < found.size(); ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i) {
        const buffer ticket = ticket_of(s.tickets, sample::lasting(day));
        found[t] += finds(s.tickets, ticket.view(), noon) ? 1 : 0;
      }
    });
  for (std::thread& t : threads) t.join();
  for (std::size_t n : found) CHECK(n == 500);
}
