#include "cxtls/session/ticket_key.hpp"

#include <catch2/catch_test_macros.hpp>

#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
constexpr ticket_key_name name{'k', '1'};
constexpr std::array<std::uint8_t, 33> zeros{};

constexpr errc refusal(bytes octets) {
  const auto key = ticket_key::of(name, octets);
  return key ? errc::none : key.error().code;
}
constexpr errc drawing_fails_at(std::uint64_t call) {
  sample::toy t;
  t.world.first_failing_call = call;
  const auto key = ticket_key::draw(t.backend);
  return key ? errc::none : key.error().code;
}
constexpr bool two_differ() {
  sample::toy t;
  const auto a = ticket_key::draw(t.backend), b = ticket_key::draw(t.backend);
  return a && b && a->name() != b->name() && !equal(a->expose(), b->expose()) &&
         !equal(a->expose(), bytes(zeros).first(32));
}
constexpr bool given_key_is_kept() {
  const auto key = ticket_key::of(name, sample::psk);
  if (!key) return false;
  const ticket_key second = key->duplicate();
  return equal(key->expose(), sample::psk) && equal(second.expose(), sample::psk) && second.name() == name &&
         second.version() == 1;
}
}  // namespace

TEST_CASE("P6, 43: a ticket key is 32 octets that somebody chose, never zeros") {
  STATIC_CHECK_FALSE(std::is_default_constructible_v<ticket_key>);
  BOTH(refusal(sample::psk) == errc::none);
  BOTH(refusal(bytes(zeros).first(32)) == errc::config_ticket_key);
  BOTH(refusal(bytes(sample::psk).first(31)) == errc::config_ticket_key);
  BOTH(refusal(zeros) == errc::config_ticket_key);
  BOTH(refusal({}) == errc::config_ticket_key);
  BOTH(given_key_is_kept());
}

TEST_CASE("43: a ticket key that can't be drawn is none") {
  BOTH(drawing_fails_at(0) == errc::random_failed);
  BOTH(drawing_fails_at(1) == errc::random_failed);
  BOTH(drawing_fails_at(2) == errc::none);
}

TEST_CASE("two ticket keys that were drawn differ in name and octets") { BOTH(two_differ()); }

TEST_CASE("P6: a ticket key can't be copied, compared or left behind") {
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<ticket_key>);
  STATIC_CHECK_FALSE(std::equality_comparable<ticket_key>);
  auto key = ticket_key::of(name, sample::psk);
  REQUIRE(key);
  const ticket_key moved = *std::move(key);
  CHECK(key->expose().empty());  // NOLINT(bugprone-use-after-move)
  CHECK(equal(moved.expose(), sample::psk));
}
