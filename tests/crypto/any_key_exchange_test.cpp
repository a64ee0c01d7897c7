#include "cxtls/crypto/any_key_exchange.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/own_toy.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::toy_backend;

namespace {
template <class B>
constexpr bool agrees(B const& b, NamedGroup group) {
  std::array<std::uint8_t, max_share_size> share_room{};
  std::array<std::uint8_t, max_response_size> response_room{};
  any_key_exchange<B> client;
  const auto share = client.generate(b, group, share_room);
  if (!share || share->size() != find<B>(group)->share_size || client.group() != group) return false;
  const auto server = encapsulate(b, group, *share, response_room);
  if (!server || server->response.size() != find<B>(group)->response_size) return false;
  any_key_exchange<B> moved = std::move(client);
  const auto secret = moved.decapsulate(b, server->response);
  return secret && secret->size() == find<B>(group)->secret_size && equal(secret->expose(), server->secret.expose());
}
}  // namespace

TEST_CASE("C62: both sides of every listed group agree") {
  for (NamedGroup group : backend::boringssl::groups) CHECK(agrees(backend::boringssl{}, group));
  STATIC_REQUIRE([] {
    test::toy_world world;
    return agrees(toy_backend(world), NamedGroup::x25519) && agrees(toy_backend(world), NamedGroup::secp256r1);
  }());
}

TEST_CASE("C62: an answer of another size, or no share of the group, is key_share_invalid") {
  test::toy_world world;
  const toy_backend b(world);
  std::array<std::uint8_t, max_share_size> room{};
  any_key_exchange<toy_backend> client;
  REQUIRE(client.generate(b, NamedGroup::x25519, room));
  const std::array<std::uint8_t, 33> zeros{};
  CHECK(client.decapsulate(b, bytes(zeros).first(31)).error().code == errc::key_share_invalid);
  CHECK(client.decapsulate(b, zeros).error().code == errc::key_share_invalid);
  CHECK(client.decapsulate(b, bytes(zeros).first(32)).error().code == errc::key_share_invalid);
  CHECK(encapsulate(b, NamedGroup::x25519, bytes(zeros).first(32), room).error().code == errc::key_share_invalid);
  CHECK(encapsulate(b, NamedGroup::x25519, zeros, room).error().code == errc::key_share_invalid);
}

TEST_CASE("C62: a group that isn't listed and a room too small are refused") {
  test::toy_world world;
  const toy_backend b(world);
  std::array<std::uint8_t, max_share_size> room{};
  any_key_exchange<toy_backend> client;
  CHECK(client.generate(b, NamedGroup::secp384r1, room).error().code == errc::config_unsupported_by_backend);
  CHECK(client.generate(b, NamedGroup::x25519, mutable_bytes(room).first(31)).error().code == errc::no_space);
  CHECK(encapsulate(b, NamedGroup::ffdhe2048, {}, room).error().code == errc::config_unsupported_by_backend);
  CHECK(client.decapsulate(b, bytes(room).first(32)).error().code == errc::key_exchange_failed);
}

TEST_CASE("P11: no share leaves without randomness, and no secret comes of it") {
  test::toy_world world{.first_failing_call = 0};
  const toy_backend b(world);
  std::array<std::uint8_t, max_share_size> room{};
  any_key_exchange<toy_backend> client;
  CHECK(client.generate(b, NamedGroup::x25519, room).error().code == errc::random_failed);
  world.first_failing_call = ~std::uint64_t{0};
  const std::array<std::uint8_t, 32> share = [] {
    std::array<std::uint8_t, 32> a{};
    a[31] = 7;
    return a;
  }();
  CHECK_FALSE(client.decapsulate(b, share));
}

TEST_CASE("both sides of a group of the backend's own agree") {
  test::toy_world world;
  const test::own_toy b(world);
  CHECK(agrees(b, test::own_toy::own_group));
  std::array<std::uint8_t, max_share_size> room{};
  any_key_exchange<test::own_toy> client;
  CHECK(client.generate(b, test::own_toy::own_group, mutable_bytes(room).first(55)).error().code == errc::no_space);
  REQUIRE(client.generate(b, test::own_toy::own_group, room));
  CHECK(client.decapsulate(b, bytes(room).first(56)).error().code == errc::key_share_invalid);
  CHECK(encapsulate(b, test::own_toy::own_group, bytes(room).first(57), room).error().code == errc::key_share_invalid);
}
