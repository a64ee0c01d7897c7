#include "cxtls/crypto/hybrid.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/toy_backend.hpp"

using namespace cxtls;
using test::toy_backend;

namespace {

// A key exchange whose octets say what they are: shares, responses and secrets consist of Tag + 1, 2 and 3. It refuses
// what starts otherwise, and it fails where its Tag is the one that the backend names.
struct faults {
  int generate = 0, decapsulate = 0, encapsulate = 0;
};
constexpr void fill(mutable_bytes out, int octet) {
  for (std::uint8_t& at : out) at = static_cast<std::uint8_t>(octet);
}
template <int Tag, std::size_t Share, std::size_t Response, std::size_t Secret>
class part {
 public:
  static constexpr std::size_t share_size = Share, response_size = Response, secret_size = Secret;
  constexpr part() = default;
  constexpr part(part&&) = default;
  constexpr part& operator=(part&&) = default;

  constexpr bool generate(faults const& b, mutable_bytes share) {
    fill(share, Tag + 1);
    return has_key_ = share.size() == Share && b.generate != Tag;
  }
  constexpr bool decapsulate(faults const& b, bytes response, mutable_bytes secret_out) {
    fill(secret_out, Tag + 3);
    return has_key_ && response.size() == Response && response[0] == Tag + 2 && secret_out.size() == Secret &&
           b.decapsulate != Tag;
  }
  static constexpr bool encapsulate(faults const& b, bytes share, mutable_bytes response, mutable_bytes secret_out) {
    fill(response, Tag + 2);
    fill(secret_out, Tag + 3);
    return share.size() == Share && share[0] == Tag + 1 && response.size() == Response && secret_out.size() == Secret &&
           b.encapsulate != Tag;
  }

 private:
  bool has_key_ = false;
};

using pair = crypto::hybrid<part<0x10, 3, 2, 1>, part<0x20, 1, 2, 3>>;
static_assert(crypto::KeyExchange<pair, faults>);
using octets = std::array<std::uint8_t, 4>;
constexpr octets share{0x11, 0x11, 0x11, 0x21}, response{0x12, 0x12, 0x22, 0x22}, whole{0x13, 0x23, 0x23, 0x23};
constexpr octets nothing{};

// What decapsulate() leaves in `out` under these faults, of a pair that was generated without any.
constexpr octets decapsulated(faults b, bytes from, bool expected) {
  pair client;
  octets room{}, out{9, 9, 9, 9};
  if (!client.generate(faults{}, room)) return octets{1};
  return client.decapsulate(b, from, out) == expected ? out : octets{2};
}
constexpr octets encapsulated(faults b, bytes from, bool expected) {
  octets room{}, out{9, 9, 9, 9};
  return pair::encapsulate(b, from, room, out) == expected ? out : octets{2};
}

}  // namespace

TEST_CASE("RFC 10024: shares, responses and secrets are the first's, then the second's") {
  STATIC_REQUIRE([] {
    pair client;
    octets room{};
    return client.generate(faults{}, room) && room == share;
  }());
  STATIC_REQUIRE([] {
    octets room{}, out{};
    return pair::encapsulate(faults{}, share, room, out) && room == response && out == whole;
  }());
  STATIC_REQUIRE(decapsulated({}, response, true) == whole);
}

TEST_CASE("sizes are sums, and no other size is taken") {
  STATIC_REQUIRE(pair::share_size == 4);
  STATIC_REQUIRE(pair::response_size == 4);
  STATIC_REQUIRE(pair::secret_size == 4);
  std::array<std::uint8_t, 5> room{0x11, 0x11, 0x11, 0x21, 0}, out{};
  const auto four = mutable_bytes(out).first(4);
  pair client;
  for (std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{5}}) {
    CHECK_FALSE(client.generate(faults{}, mutable_bytes(out).first(size)));
    CHECK_FALSE(pair::encapsulate(faults{}, bytes(room).first(size), four, four));
    CHECK_FALSE(pair::encapsulate(faults{}, share, mutable_bytes(out).first(size), four));
    CHECK_FALSE(pair::encapsulate(faults{}, share, four, mutable_bytes(out).first(size)));
  }
  REQUIRE(client.generate(faults{}, four));
  for (std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{5}}) {
    room = {0x12, 0x12, 0x22, 0x22, 0};
    CHECK_FALSE(client.decapsulate(faults{}, bytes(room).first(size), four));
    CHECK_FALSE(client.decapsulate(faults{}, response, mutable_bytes(out).first(size)));
  }
}

TEST_CASE("if either half fails, there is no secret, and nothing of the other half's is left") {
  for (int tag : {0x10, 0x20}) {
    CHECK(decapsulated({.decapsulate = tag}, response, false) == nothing);
    CHECK(encapsulated({.encapsulate = tag}, share, false) == nothing);
  }
  CHECK(decapsulated({}, octets{0, 0x12, 0x22, 0x22}, false) == nothing);
  CHECK(decapsulated({}, octets{0x12, 0x12, 0, 0x22}, false) == nothing);
  CHECK(encapsulated({}, octets{0, 0x11, 0x11, 0x21}, false) == nothing);
  CHECK(encapsulated({}, octets{0x11, 0x11, 0x11, 0}, false) == nothing);
}

TEST_CASE("P11: if either half has no share, the pair has none, not even one from before") {
  for (int tag : {0x10, 0x20}) {
    pair client;
    octets room{}, out{9, 9, 9, 9};
    REQUIRE(client.generate(faults{}, room));
    CHECK_FALSE(client.generate(faults{.generate = tag}, room));
    CHECK_FALSE(client.decapsulate(faults{}, response, out));
    CHECK(out == nothing);
  }
}

TEST_CASE("both sides agree, also after the private half moved") {
  STATIC_REQUIRE([] {
    using toy =
        crypto::hybrid<toy_backend::key_exchange<NamedGroup::secp256r1>, toy_backend::key_exchange<NamedGroup::x25519>>;
    test::toy_world world;
    const toy_backend b(world);
    std::array<std::uint8_t, toy::share_size> to_server{};
    std::array<std::uint8_t, toy::response_size> to_client{};
    std::array<std::uint8_t, toy::secret_size> of_server{}, of_client{};
    toy client;
    if (!client.generate(b, to_server) || !toy::encapsulate(b, to_server, to_client, of_server)) return false;
    toy moved = std::move(client);
    return moved.decapsulate(b, to_client, of_client) && of_client == of_server;
  }());
}
