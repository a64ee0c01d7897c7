#include "cxtls/session/stateful_tickets.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "sample.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using sample::century;
using sample::day;
using sample::finds;
using sample::noon;

namespace {
using toy_tickets = stateful_tickets<test::toy_backend, memory_session_store>;

constexpr bool resumes_once() {
  sample::toy t;
  memory_session_store store;
  toy_tickets tickets(t.backend, store);
  buffer ticket;
  const session what = sample::with_certificate(100);
  if (!ticket.append(sample::psk) || !tickets.issue(what, noon, ticket) || ticket.size() != 64) return false;
  auto answer = tickets.find(ticket.view().subspan(32), noon + 1);
  if (answer.value() == nullptr || !answer.value()->session) return false;
  buffer before, after;
  return what.encode(before) && answer.value()->session->encode(after) && equal(before.view(), after.view()) &&
         !finds(tickets, ticket.view().subspan(32), noon + 1) && store.size() == 0;
}
constexpr bool forgets() {
  sample::toy t;
  memory_session_store store;
  toy_tickets tickets(t.backend, store);
  buffer one, two;
  if (!tickets.issue(sample::lasting(day), noon, one) || !tickets.issue(sample::lasting(day), noon, two)) return false;
  tickets.forget(one.view());
  tickets.forget({});
  return !finds(tickets, one.view(), noon) && finds(tickets, two.view(), noon);
}
constexpr bool keeps_by_id() {
  sample::toy t;
  memory_session_store store;
  toy_tickets tickets(t.backend, store);
  session_provider& p = tickets;
  return p.keeps_sessions() && p.keep(sample::psk, sample::lasting(day), noon) &&
         !p.keep(bytes(sample::psk).first(31), sample::lasting(day), noon) && store.size() == 1 &&
         finds(tickets, sample::psk, noon) && !finds(tickets, sample::psk, noon) &&
         p.keep(sample::psk, sample::lasting(day), noon) && (p.forget(sample::psk), store.size() == 0);
}
}  // namespace

TEST_CASE("a session of TLS 1.2 is kept under an ID of the server's, and resumes by it once") { BOTH(keeps_by_id()); }

TEST_CASE("a ticket that names a session obeys the laws of wire formats") {
  test::obeys_the_laws<detail::stateful_ticket, sample::psk>();
}

TEST_CASE("P7: a session that is kept comes back as it was, once") { BOTH(resumes_once()); }

TEST_CASE("A102: a session that broke is forgotten, and the others aren't") { BOTH(forgets()); }

TEST_CASE("an identity of another size, or never given out, is no session, and costs nobody his") {
  backend::boringssl b;
  memory_session_store store;
  stateful_tickets tickets(b, store);
  buffer ticket;
  REQUIRE(tickets.issue(sample::lasting(day), noon, ticket));
  for (std::size_t size : {0U, 1U, 31U, 33U, 65535U}) {
    const std::vector<std::uint8_t> other(size, ticket.view()[0]);
    CHECK(sample::ask(tickets, other, noon) == sample::verdict::none);
  }
  for (std::size_t bit = 0; bit < 8 * ticket.size(); ++bit) {
    std::vector<std::uint8_t> other(ticket.view().begin(), ticket.view().end());
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ 1 << bit % 8);
    REQUIRE(sample::ask(tickets, other, noon) == sample::verdict::none);
  }
  CHECK(finds(tickets, ticket.view(), noon));
}

TEST_CASE("two servers' sessions have different names") {
  backend::boringssl b;
  memory_session_store store, other_store;
  stateful_tickets tickets(b, store), others(b, other_store);
  buffer ticket, other;
  REQUIRE(tickets.issue(sample::lasting(day), noon, ticket));
  REQUIRE(others.issue(sample::lasting(day), noon, other));
  CHECK_FALSE(equal(ticket.view(), other.view()));
  CHECK_FALSE(finds(others, ticket.view(), noon));
}

TEST_CASE("F10: a kept session ends with its time, and a clock that jumps ends it too") {
  backend::boringssl b;
  for (unix_time then : {noon + day, noon + century, noon + -century, noon + -61}) {
    memory_session_store store;
    stateful_tickets tickets(b, store);
    buffer ticket;
    REQUIRE(tickets.issue(sample::lasting(day), noon, ticket));
    CHECK(sample::ask(tickets, ticket.view(), then) == sample::verdict::none);
  }
}

TEST_CASE("a session that isn't kept gets no ticket") {
  sample::toy t;
  memory_session_store store({.sessions = 1, .octets = 10});
  toy_tickets tickets(t.backend, store);
  buffer ticket;
  CHECK(tickets.issue(sample::lasting(day), noon, ticket).error().code == errc::no_space);
  CHECK(ticket.empty());
  t.world.first_failing_call = 0;
  CHECK(tickets.issue(sample::lasting(day), noon, ticket).error().code == errc::random_failed);
  CHECK(tickets.issue(sample::with_certificate(max_session_size), noon, ticket).error().code == errc::random_failed);
  t.world.first_failing_call = ~std::uint64_t{0};
  CHECK(tickets.issue(sample::with_certificate(max_session_size), noon, ticket).error().code ==
        errc::length_out_of_range);
  CHECK(ticket.empty());
  CHECK(store.size() == 0);
}
