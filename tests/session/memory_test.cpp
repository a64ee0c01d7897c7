// What strangers send, and how often, doesn't decide how much memory a server or client holds.
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <vector>

#include "../allocation/heap_count.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/session/stateful_tickets.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "cxtls/session/ticket_cache.hpp"
#include "sample.hpp"

using namespace cxtls;
using sample::day;
using sample::noon;
using test::octets_held;

TEST_CASE("a hundred thousand bad tickets leave no octet behind") {
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  stateless_tickets tickets(b, keys);
  buffer good;
  REQUIRE(tickets.issue(sample::lasting(day), noon, good));
  std::mt19937 dice(7);
  std::vector<std::uint8_t> bad;
  bad.reserve(max_stateless_ticket_size);
  std::size_t found = 0, held = 0;
  for (int i = 0; i < 100'000; ++i) {
    if (i == 1000) held = octets_held();
    bad.assign(good.view().begin(), good.view().end());
    bad[dice() % bad.size()] ^= 1;  // of one in eight the key is found no more
    found += sample::finds(tickets, bad, noon) ? 1 : 0;
  }
  CHECK(found == 0);
  CHECK(octets_held() == held);
  CHECK(sample::finds(tickets, good.view(), noon));
}

TEST_CASE("74: a million sessions that are put and never asked for stay within the store's limits") {
  backend::boringssl b;
  memory_session_store store({.sessions = 1000, .octets = 100'000});
  stateful_tickets tickets(b, store);
  buffer ticket;
  const session what = sample::lasting(day);
  std::size_t held = 0, most = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    ticket.clear();
    REQUIRE(tickets.issue(what, noon, ticket));
    if (i == 10'000) held = octets_held();
    if (i > 10'000 && octets_held() > most) most = octets_held();
  }
  CHECK(store.size() <= 1000);
  CHECK(store.octets() <= 100'000);
  CHECK(store.size() > 500);
  CHECK(most <= held);
  CHECK(sample::finds(tickets, ticket.view(), noon));
}

TEST_CASE("a server that sends tickets without end fills its own places of a client's cache only") {
  struct ticket_like {
    buffer identity;
    unix_time expires_at{};
  };
  ticket_cache<ticket_like> cache;
  const ticket_origin from{.port = 443};
  std::size_t held = 0;
  for (int i = 0; i < 100'000; ++i) {
    ticket_like t{.identity = {}, .expires_at = noon + day};
    REQUIRE(t.identity.resize(1000));
    REQUIRE(cache.put(from, std::move(t), noon));
    if (i == 1000) held = octets_held();
  }
  CHECK(cache.size() == max_tickets_per_origin);
  CHECK(octets_held() == held);
}

TEST_CASE("what a store held is given back when its sessions are taken") {
  memory_session_store store;
  const auto id = [](std::uint8_t n) { return session_identifier{n}; };
  const auto fill = [&] {
    for (std::uint8_t n = 0; n < 10; ++n) {
      buffer octets;
      REQUIRE(octets.resize(10'000));
      REQUIRE(store.put(id(n), std::move(octets), noon + day, noon));
    }
  };
  const auto empty = [&] {
    for (std::uint8_t n = 0; n < 10; ++n) REQUIRE(store.take(id(n), noon));
  };
  fill();
  empty();
  const std::size_t held = octets_held();
  fill();
  if (held != 0) CHECK(octets_held() >= held + 100'000);  // 0: not counted, under a sanitizer
  empty();
  CHECK(octets_held() == held);
}
