#include "cxtls/session/ticket_keys.hpp"

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
using sample::noon;
using rotating = rotating_ticket_keys<test::toy_backend>;

namespace {
static_assert(TicketKeys<rotating> && TicketKeys<shared_ticket_keys>);

// The name of the key that seals at this time; zeros when there is none.
constexpr ticket_key_name sealing(TicketKeys auto& keys, unix_time now) {
  const auto key = keys.current(now);
  return key ? key->name() : ticket_key_name{};
}
constexpr bool opens(TicketKeys auto& keys, ticket_key_name const& name, unix_time now) {
  const auto key = keys.find(name, now);
  return key && key->name() == name;
}

constexpr bool seals_for_a_period() {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon);
  return one != ticket_key_name{} && sealing(keys, noon + (day - 1)) == one && sealing(keys, noon + day) != one;
}
constexpr bool opens_as_long_as_a_ticket_lives() {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon);
  const auto two = sealing(keys, noon + day);
  return opens(keys, one, noon + day) && opens(keys, one, noon + (day + 604799)) &&
         !opens(keys, one, noon + (day + 604800)) && opens(keys, two, noon + (day + 604800));
}
constexpr bool follows_a_clock_set_back(std::int64_t by) {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon);
  const unix_time earlier = noon + -by;
  // The key stays, and its period begins anew: it doesn't last until the clock has caught up.
  return sealing(keys, earlier) == one && sealing(keys, earlier + (day - 1)) == one &&
         sealing(keys, earlier + day) != one && opens(keys, one, earlier + day) &&
         !opens(keys, one, earlier + (day + 604800));
}
constexpr bool survives_a_jump(unix_time there) {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon);
  const auto two = sealing(keys, there);
  const auto three = sealing(keys, noon);
  return two != one && three == two && !opens(keys, one, noon) && sealing(keys, noon + day) != three;
}
constexpr ticket_key key_of(std::uint8_t which) {
  std::array<std::uint8_t, 32> octets{};
  octets[0] = static_cast<std::uint8_t>(which + 1);
  return *ticket_key::of(ticket_key_name{which}, octets);
}
constexpr bool shared_keys_pass_through_their_states() {
  using enum ticket_key_state;
  shared_ticket_keys keys;
  const ticket_key_name one{1}, two{2};
  if (keys.current(noon) || !keys.add(key_of(1), current) || !keys.add(key_of(2), not_yet)) return false;
  if (sealing(keys, noon) != one || !opens(keys, one, noon) || !opens(keys, two, noon)) return false;
  if (!keys.set(two, current)) return false;
  if (sealing(keys, noon) != two || !opens(keys, one, noon) || !opens(keys, two, noon)) return false;
  if (!keys.remove(one) || keys.remove(one) || opens(keys, one, noon)) return false;
  return keys.set(two, accepted) && !keys.current(noon) && opens(keys, two, noon) && !keys.set(one, current);
}
constexpr bool a_new_current_key_retires_the_other() {
  using enum ticket_key_state;
  shared_ticket_keys keys;
  return keys.add(key_of(1), current) && keys.add(key_of(2), current) && sealing(keys, noon) == ticket_key_name{2} &&
         opens(keys, ticket_key_name{1}, noon);
}
}  // namespace

TEST_CASE("43: a server's first ticket key is drawn before its first ticket is sealed, and two servers' differ") {
  backend::boringssl b;
  rotating_ticket_keys mine(b), theirs(b);
  const auto a = mine.current(noon), c = theirs.current(noon);
  REQUIRE(a);
  REQUIRE(c);
  CHECK(a->name() != c->name());
  CHECK_FALSE(equal(a->expose(), c->expose()));
  CHECK_FALSE(mine.find(c->name(), noon));
}

TEST_CASE("a ticket key seals for a day and opens for as long as the last ticket under it may live") {
  STATIC_CHECK(ticket_key_period == 86400);
  STATIC_CHECK(ticket_key_acceptance == max_ticket_lifetime);
  BOTH(seals_for_a_period());
  BOTH(opens_as_long_as_a_ticket_lives());
}

TEST_CASE("every key of a ticket that still lives is held, when keys are rotated in time") {
  sample::toy t;
  rotating keys(t.backend);
  std::vector<ticket_key_name> names;
  for (std::int64_t d = 0; d < 30; ++d) {
    names.push_back(sealing(keys, noon + d * day));
    for (std::int64_t e = 0; e <= d; ++e) {
      // Sealed in its last second, day e's last ticket lives seven days.
      const bool lives = d < e + 8;
      CHECK(opens(keys, names[static_cast<std::size_t>(e)], noon + d * day) == lives);
    }
  }
}

TEST_CASE("a key that was to be rotated while no one came still opens what it sealed") {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon);
  CHECK(opens(keys, one, noon + 7 * day));
  CHECK_FALSE(opens(keys, one, noon + 8 * day));
  CHECK(sealing(keys, noon + 9 * day) != one);
}

TEST_CASE("F10: a clock that is set back makes no key last longer than its time from then on") {
  BOTH(follows_a_clock_set_back(1));
  BOTH(follows_a_clock_set_back(day));
  BOTH(follows_a_clock_set_back(century));
}

TEST_CASE("F10: a clock that jumps a century ahead and comes back leaves no key for a century") {
  BOTH(survives_a_jump(noon + century));
  BOTH(survives_a_jump({std::numeric_limits<std::int64_t>::max()}));
}

TEST_CASE("F10: a constant clock seals with one key") {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, {});
  for (int i = 0; i < 1000; ++i) REQUIRE(sealing(keys, {}) == one);
}

TEST_CASE("without random octets no ticket is sealed under a key whose time is over, and old ones still open") {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon);
  t.world.first_failing_call = 0;
  CHECK(sealing(keys, noon + 1) == one);
  const auto next = keys.current(noon + day);
  REQUIRE_FALSE(next);
  CHECK(next.error().code == errc::random_failed);
  CHECK(opens(keys, one, noon + day));
  t.world.first_failing_call = ~std::uint64_t{0};
  CHECK(sealing(keys, noon + day) != one);
}

TEST_CASE("keys that are revoked open nothing more") {
  sample::toy t;
  rotating keys(t.backend);
  const auto one = sealing(keys, noon), two = sealing(keys, noon + day);
  keys.revoke();
  CHECK_FALSE(opens(keys, one, noon + day));
  CHECK_FALSE(opens(keys, two, noon + day));
  CHECK(sealing(keys, noon + day) != two);
}

TEST_CASE("a shorter rotation keeps the newest keys only") {
  sample::toy t;
  rotating keys(t.backend, {.period = 1, .acceptance = 1000});
  std::vector<ticket_key_name> names;
  for (std::int64_t s = 0; s < 20; ++s) names.push_back(sealing(keys, noon + s));
  std::size_t held = 0;
  for (auto const& name : names) held += opens(keys, name, noon + 19) ? 1 : 0;
  CHECK(held == max_rotating_ticket_keys);
  CHECK(opens(keys, names.back(), noon + 19));
  CHECK_FALSE(opens(keys, names.front(), noon + 19));
}

TEST_CASE("a shared key opens before it seals, seals, and opens after it sealed") {
  BOTH(shared_keys_pass_through_their_states());
  BOTH(a_new_current_key_retires_the_other());
}

TEST_CASE("a shared key's name is used once, and there are max_keys") {
  shared_ticket_keys keys;
  for (std::uint8_t i = 0; i < shared_ticket_keys::max_keys; ++i)
    REQUIRE(keys.add(key_of(i), ticket_key_state::accepted));
  CHECK(keys.add(key_of(3), ticket_key_state::current).error().code == errc::config_ticket_key);
  CHECK(keys.add(key_of(99), ticket_key_state::current).error().code == errc::no_space);
  REQUIRE(keys.remove(ticket_key_name{3}));
  CHECK(keys.add(key_of(99), ticket_key_state::current));
}

TEST_CASE("a shared key that doesn't come in leaves the current one current") {
  shared_ticket_keys keys;
  REQUIRE(keys.add(key_of(1), ticket_key_state::current));
  CHECK_FALSE(keys.add(key_of(1), ticket_key_state::current));
  CHECK_FALSE(keys.set(ticket_key_name{7}, ticket_key_state::current));
  CHECK(sealing(keys, noon) == ticket_key_name{1});
}

TEST_CASE("keys are used by several threads at once while they rotate") {
  backend::boringssl b;
  rotating_ticket_keys keys(b, {.period = 10, .acceptance = 10});
  std::vector<std::thread> threads;
  std::array<bool, 4> good{};
  for (std::size_t t = 0; t < good.size(); ++t)
    threads.emplace_back([&, t] {
      good[t] = true;
      for (std::int64_t s = 0; s < 5000; ++s) {
        const auto key = keys.current(noon + s);
        good[t] = good[t] && key && key->expose().size() == 32;
        if (key) (void)keys.find(key->name(), noon + s);
      }
    });
  for (std::thread& t : threads) t.join();
  for (bool g : good) CHECK(g);
}
