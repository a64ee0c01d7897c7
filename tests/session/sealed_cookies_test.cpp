#include "cxtls/session/sealed_cookies.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;
using sample::day;
using sample::noon;

namespace {
constexpr bool opens_where_it_was_sealed_only() {
  sample::toy t;
  rotating_ticket_keys<test::toy_backend> keys(t.backend), others(t.backend);
  const sealed_cookies mine(t.backend, keys), theirs(t.backend, others);
  cookie_protector const& p = mine;
  buffer cookie;
  if (!p.seal(sample::psk, noon, cookie)) return false;
  const auto opened = p.open(cookie.view(), noon);
  return opened && equal(opened->view(), sample::psk) && !theirs.open(cookie.view(), noon);
}
}  // namespace

TEST_CASE("a cookie opens for its maker only") { BOTH(opens_where_it_was_sealed_only()); }

TEST_CASE("a cookie of the largest content is sealed, and none larger") {
  sample::toy t;
  rotating_ticket_keys<test::toy_backend> keys(t.backend);
  const sealed_cookies cookies(t.backend, keys);
  const std::size_t largest = wire<retry_cookie>.max_size();
  buffer content, out;
  REQUIRE(content.resize(largest));
  CHECK(cookies.seal(content.view(), noon, out));
  REQUIRE(content.resize(largest + 1));
  CHECK(cookies.seal(content.view(), noon, out).error().code == errc::length_out_of_range);
}

TEST_CASE("no bit of a cookie can be turned") {
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  const sealed_cookies cookies(b, keys);
  buffer cookie;
  REQUIRE(cookies.seal(sample::psk, noon, cookie));
  for (std::size_t bit = 0; bit < 8 * cookie.size(); ++bit) {
    std::uint8_t& octet = cookie.edit()[bit / 8];
    octet = static_cast<std::uint8_t>(octet ^ 1 << bit % 8);
    REQUIRE_FALSE(cookies.open(cookie.view(), noon));
    octet = static_cast<std::uint8_t>(octet ^ 1 << bit % 8);
  }
  CHECK(cookies.open(cookie.view(), noon));
}

TEST_CASE("a ticket is no cookie, and a cookie no ticket, under the same keys") {
  backend::boringssl b;
  rotating_ticket_keys keys(b);
  const sealed_cookies cookies(b, keys);
  stateless_tickets tickets(b, keys);
  buffer ticket, cookie, text;
  REQUIRE(tickets.issue(sample::lasting(day), noon, ticket));
  CHECK(sample::finds(tickets, ticket.view(), noon));
  CHECK_FALSE(cookies.open(ticket.view(), noon));
  REQUIRE(sample::lasting(day).encode(text));
  // As a cookie is sealed, with room for a session.
  const detail::sealer<backend::boringssl, rotating_ticket_keys<backend::boringssl>, detail::cookie_purpose,
                       max_session_size>
      roomy(b, keys);
  REQUIRE(roomy.seal(text.view(), noon, cookie));
  CHECK_FALSE(sample::finds(tickets, cookie.view(), noon));
}
