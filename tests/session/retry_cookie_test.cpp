#include "cxtls/session/retry_cookie.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;

namespace {
constexpr std::array<std::uint8_t, 48> first{1, 2, 3}, second{4, 5, 6};

constexpr bool round_trips(std::size_t size) {
  const retry_cookie cookie{CipherSuite::TLS_AES_256_GCM_SHA384, NamedGroup::x25519, 0x0102030405060708,
                            bytes(first).first(size), bytes(second).first(size)};
  std::array<std::uint8_t, wire<retry_cookie>.max_size()> octets{};
  const auto built = build(cookie, octets);
  if (!built) return false;
  const auto parsed = parse<retry_cookie>(*built);
  return parsed && parsed->cipher_suite == cookie.cipher_suite && parsed->group == cookie.group &&
         parsed->expires_at == cookie.expires_at && equal(parsed->client_hello_hash, cookie.client_hello_hash) &&
         equal(parsed->fixed_parts, cookie.fixed_parts);
}
constexpr errc building(std::size_t size) {
  const retry_cookie cookie{.client_hello_hash = bytes(first).first(size), .fixed_parts = bytes(first).first(32)};
  std::array<std::uint8_t, wire<retry_cookie>.max_size()> octets{};
  const auto built = build(cookie, octets);
  return built ? errc::none : built.error().code;
}
}  // namespace

TEST_CASE("a cookie's content comes back as it was, with either hash") {
  static_assert(round_trips(32) && round_trips(48));
  CHECK(round_trips(32));
  CHECK(round_trips(48));
}

TEST_CASE("hashes that are none don't get into a cookie") {
  static_assert(building(31) == errc::length_out_of_range && building(32) == errc::none);
  CHECK(building(0) == errc::length_out_of_range);
}

TEST_CASE("every proper prefix of a cookie's content is refused, and one octet more") {
  const retry_cookie cookie{CipherSuite::TLS_AES_128_GCM_SHA256, NamedGroup::x25519, 7, bytes(first).first(32),
                            bytes(second).first(32)};
  std::array<std::uint8_t, wire<retry_cookie>.max_size() + 1> octets{};
  const auto built = build(cookie, mutable_bytes(octets));
  REQUIRE(built);
  const std::size_t size = built->size();
  for (std::size_t n = 0; n < size; ++n) CHECK_FALSE(parse<retry_cookie>(bytes(octets).first(n)));
  CHECK(parse<retry_cookie>(bytes(octets).first(size)));
  CHECK(parse<retry_cookie>(bytes(octets).first(size + 1)).error().code == errc::trailing_data);
}
