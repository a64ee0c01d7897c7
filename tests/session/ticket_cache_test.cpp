#include "cxtls/session/ticket_cache.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <thread>
#include <vector>

#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;
using sample::century;
using sample::noon;

namespace {

// The least that a ticket has; its first octet is its number.
struct ticket_like {
  buffer identity;
  unix_time expires_at{};
};
using cache = ticket_cache<ticket_like>;

constexpr ticket_origin server(std::string_view name, std::uint16_t port = 443, std::uint8_t policy = 0) {
  ticket_origin o;
  for (char c : name) (void)o.name.push(static_cast<std::uint8_t>(c));
  o.port = port;
  o.policy[0] = policy;
  return o;
}
constexpr bool puts(cache& c, ticket_origin const& from, std::uint8_t number, std::int64_t lifetime = 100,
                    std::size_t size = 10) {
  ticket_like t{.identity = {}, .expires_at = noon + lifetime};
  if (!t.identity.resize(size)) return false;
  t.identity.edit()[0] = number;
  return static_cast<bool>(c.put(from, std::move(t), noon));
}
// The number of the ticket; -1: none.
constexpr int takes(cache& c, ticket_origin const& from, unix_time now = noon) {
  const auto t = c.take(from, now);
  return t ? t->identity.view()[0] : -1;
}

constexpr bool gives_each_ticket_once_the_latest_first() {
  cache c;
  const auto a = server("a");
  return puts(c, a, 1) && puts(c, a, 2) && puts(c, a, 3) && takes(c, a) == 3 && takes(c, a) == 2 && puts(c, a, 4) &&
         takes(c, a) == 4 && takes(c, a) == 1 && takes(c, a) == -1 && c.size() == 0 && c.octets() == 0;
}
constexpr bool tells_servers_apart() {
  cache c;
  const ticket_origin all[] = {server("a"),         server("b"),        server("a", 8443),
                               server("a", 443, 1), server({"a\0", 2}), server("")};
  std::uint8_t number = 0;
  for (ticket_origin const& o : all)
    if (!puts(c, o, number++)) return false;
  number = 0;
  for (ticket_origin const& o : all)
    if (takes(c, o) != number++ || takes(c, o) != -1) return false;
  return number == 6;
}
constexpr bool drops_what_expired() {
  cache c;
  const auto a = server("a");
  return puts(c, a, 1, 50) && puts(c, a, 2, 5) && puts(c, a, 3, 5) && takes(c, a, noon + 5) == 1 && c.size() == 0 &&
         c.octets() == 0;
}
constexpr bool forgets_one_server() {
  cache c;
  const auto a = server("a"), b = server("b");
  if (!puts(c, a, 1) || !puts(c, b, 2) || !puts(c, a, 3)) return false;
  c.forget(a);
  return takes(c, a) == -1 && takes(c, b) == 2 && c.octets() == 0;
}
}  // namespace

TEST_CASE("a cache gives each ticket out once, the latest first") { BOTH(gives_each_ticket_once_the_latest_first()); }

TEST_CASE("A98, 52, 119: a ticket is for one name, port and policy") { BOTH(tells_servers_apart()); }

TEST_CASE("a ticket that has expired is dropped, and an older one that hasn't is given out") {
  BOTH(drops_what_expired());
}

TEST_CASE("A102: the tickets of a server whose session broke are forgotten, and no other's") {
  BOTH(forgets_one_server());
}

TEST_CASE("a server's ninth ticket drives out its first, and no other server's") {
  cache c;
  const auto a = server("a"), b = server("b");
  REQUIRE(puts(c, b, 100));
  for (std::uint8_t n = 1; n <= 9; ++n) REQUIRE(puts(c, a, n));
  CHECK(c.size() == 9);
  for (int n = 9; n >= 2; --n) CHECK(takes(c, a) == n);
  CHECK(takes(c, a) == -1);
  CHECK(takes(c, b) == 100);
}

TEST_CASE("a cache holds as many tickets as its limit, and drops the oldest") {
  cache c({.per_origin = 8, .tickets = 3, .octets = 1000});
  for (std::uint8_t n = 1; n <= 5; ++n) REQUIRE(puts(c, server(std::string_view("abcdef").substr(n, 1)), n));
  CHECK(c.size() == 3);
  CHECK(takes(c, server("c")) == -1);
  CHECK(takes(c, server("d")) == 3);
  CHECK(takes(c, server("f")) == 5);
}

TEST_CASE("a cache holds as many octets as its limit, and a ticket that could never fit is refused") {
  cache c({.per_origin = 8, .tickets = 100, .octets = 100});
  const auto a = server("a"), b = server("b");
  REQUIRE(puts(c, a, 1, 100, 60));
  REQUIRE(puts(c, b, 2, 100, 40));
  CHECK(c.octets() == 100);
  CHECK_FALSE(puts(c, b, 3, 100, 101));
  CHECK(c.size() == 2);
  REQUIRE(puts(c, b, 3, 100, 30));
  CHECK(c.octets() == 70);
  CHECK(takes(c, a) == -1);
  CHECK(takes(c, b) == 3);
  cache none({.per_origin = 0});
  CHECK_FALSE(puts(none, a, 1));
}

TEST_CASE("what a ticket keeps of its handshake counts as its octets") {
  struct larger {
    buffer identity{};
    unix_time expires_at = noon + 1;
    x509::certificate_list peer_certificates{};
    buffer ocsp_response{};
    buffer signed_certificate_timestamps{};
  };
  ticket_cache<larger> c({.octets = 100});
  const auto with = [](std::size_t certificate) {
    larger t;
    buffer der;
    REQUIRE(t.identity.resize(1));
    REQUIRE(t.ocsp_response.resize(2));
    REQUIRE(t.signed_certificate_timestamps.resize(4));
    REQUIRE(der.resize(certificate));
    REQUIRE(t.peer_certificates.add(sample::psk));
    REQUIRE(t.peer_certificates.add(der.view()));
    return t;
  };
  CHECK_FALSE(c.put(server("a"), with(62), noon));
  REQUIRE(c.put(server("a"), with(61), noon));
  CHECK(c.octets() == 100);
  REQUIRE(c.put(server("a"), with(1), noon));
  CHECK(c.octets() == 40);
  CHECK(c.take(server("a"), noon));
  CHECK(c.octets() == 0);
}

TEST_CASE("F10: a clock set back by more than the skew drops tickets, since nobody knows how old they are") {
  for (std::int64_t back : {std::int64_t{61}, century}) {
    cache c;
    REQUIRE(puts(c, server("a"), 1));
    CHECK(takes(c, server("a"), noon + -back) == -1);
    CHECK(c.size() == 0);
  }
  cache c;
  REQUIRE(puts(c, server("a"), 1));
  CHECK(takes(c, server("a"), noon + -60) == 1);
  REQUIRE(puts(c, server("a"), 1));
  CHECK(takes(c, server("a"), noon + century) == -1);
}

TEST_CASE("of several threads that want one ticket, one gets it") {
  cache c({.per_origin = 2000, .tickets = 2000});
  for (int n = 0; n < 2000; ++n) REQUIRE(puts(c, server("a"), 1));
  std::array<int, 4> got{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < got.size(); ++t)
    threads.emplace_back([&, t] {
      while (takes(c, server("a")) != -1) ++got[t];
    });
  for (std::thread& t : threads) t.join();
  CHECK(got[0] + got[1] + got[2] + got[3] == 2000);
}
