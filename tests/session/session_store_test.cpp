#include "cxtls/session/session_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;
using sample::century;
using sample::noon;

namespace {
static_assert(SessionStore<memory_session_store>);

constexpr session_identifier id_of(std::uint32_t n) {
  session_identifier id{};
  for (std::size_t i = 0; i < 4; ++i) id[i] = static_cast<std::uint8_t>(n >> (8 * i));
  return id;
}
constexpr buffer octets(std::size_t size) {
  buffer b;
  (void)b.resize(size);
  return b;
}
constexpr bool puts(memory_session_store& s, std::uint32_t n, std::size_t size = 10, std::int64_t lifetime = 100) {
  return static_cast<bool>(s.put(id_of(n), octets(size), noon + lifetime, noon));
}
constexpr bool has(memory_session_store& s, std::uint32_t n, unix_time now = noon) {
  return s.take(id_of(n), now).has_value();
}

constexpr bool gives_out_once() {
  memory_session_store s;
  return puts(s, 1) && puts(s, 2) && s.size() == 2 && s.octets() == 20 && has(s, 1) && !has(s, 1) && s.size() == 1 &&
         s.octets() == 10 && !has(s, 3);
}
constexpr bool erases() {
  memory_session_store s;
  if (!puts(s, 1) || !puts(s, 2)) return false;
  s.erase(id_of(1));
  s.erase(id_of(9));
  return s.size() == 1 && s.octets() == 10 && !has(s, 1) && has(s, 2);
}
constexpr bool expires() {
  memory_session_store s;
  return puts(s, 1, 10, 5) && puts(s, 2, 10, 5) && has(s, 1, noon + 4) && !has(s, 2, noon + 5) && s.size() == 0 &&
         s.octets() == 0;
}
constexpr bool drops_the_oldest_over_the_count() {
  memory_session_store s({.sessions = 3, .octets = 1000});
  for (std::uint32_t n = 1; n <= 5; ++n)
    if (!puts(s, n)) return false;
  return s.size() == 3 && !has(s, 1) && !has(s, 2) && has(s, 3) && has(s, 4) && has(s, 5);
}
constexpr bool drops_the_oldest_over_the_octets() {
  memory_session_store s({.sessions = 100, .octets = 100});
  for (std::uint32_t n = 1; n <= 10; ++n)
    if (!puts(s, n)) return false;
  if (s.size() != 10 || s.octets() != 100 || !puts(s, 11, 25)) return false;
  return s.size() == 8 && s.octets() == 95 && !has(s, 3) && has(s, 4) && has(s, 11);
}
}  // namespace

TEST_CASE("a store gives a session out once") { BOTH(gives_out_once()); }

TEST_CASE("A102: a store erases the session that it is told to, and no other") { BOTH(erases()); }

TEST_CASE("a store gives no session out that has expired") { BOTH(expires()); }

TEST_CASE("74: a store holds as many sessions as its limit, and drops the oldest") {
  BOTH(drops_the_oldest_over_the_count());
}

TEST_CASE("74: a store holds as many octets as its limit, and drops the oldest") {
  BOTH(drops_the_oldest_over_the_octets());
}

TEST_CASE("a session that could never fit is refused, and drives out no other") {
  memory_session_store s({.sessions = 10, .octets = 100});
  REQUIRE(puts(s, 1));
  CHECK(puts(s, 2, 90));
  CHECK(s.put(id_of(3), octets(101), noon + 1, noon).error().code == errc::no_space);
  CHECK(has(s, 1));
  CHECK(has(s, 2));
  memory_session_store none({.sessions = 0});
  CHECK(none.put(id_of(1), octets(1), noon + 1, noon).error().code == errc::no_space);
}

TEST_CASE("what has expired goes before what hasn't, as far as it is older") {
  memory_session_store s({.sessions = 10, .octets = 100});
  for (std::uint32_t n = 1; n <= 5; ++n) REQUIRE(puts(s, n, 10, 1));
  REQUIRE(s.put(id_of(6), octets(10), noon + 100, noon + 2));
  CHECK(s.size() == 1);
}

TEST_CASE("a session of a name that is taken replaces the other") {
  memory_session_store s;
  REQUIRE(puts(s, 1, 10));
  REQUIRE(puts(s, 1, 20));
  CHECK(s.size() == 1);
  CHECK(s.octets() == 20);
  const auto taken = s.take(id_of(1), noon);
  REQUIRE(taken);
  CHECK(taken->size() == 20);
}

TEST_CASE("F10: a store whose clock jumps gives out less, and never more than was put in") {
  memory_session_store s;
  REQUIRE(puts(s, 1));
  REQUIRE(puts(s, 2));
  CHECK_FALSE(has(s, 1, noon + century));
  CHECK(has(s, 2, noon + -century));  // whether it is from the future is for who reads it: may_resume()
  CHECK(s.size() == 0);
  CHECK(s.octets() == 0);
}

TEST_CASE("of several threads that want one session, one gets it") {
  memory_session_store s;
  constexpr std::uint32_t sessions = 2000;
  for (std::uint32_t n = 0; n < sessions; ++n) REQUIRE(puts(s, n));
  std::array<std::size_t, 4> got{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < got.size(); ++t)
    threads.emplace_back([&, t] {
      for (std::uint32_t n = 0; n < sessions; ++n) got[t] += has(s, n) ? 1 : 0;
    });
  for (std::thread& t : threads) t.join();
  CHECK(got[0] + got[1] + got[2] + got[3] == sessions);
  CHECK(s.size() == 0);
}
