#include "cxtls/backend/openssl/key_exchange.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/openssl.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using openssl = backend::openssl;
using test::hex;
using test::unhex;

namespace {
// Draws the same octets each time, as often as it may.
struct fixed : openssl {
  int* left;
  explicit fixed(int& may) : left(&may) {}
  [[nodiscard]] bool random(mutable_bytes out) const {
    if (*left == 0) return false;
    --*left;
    for (std::uint8_t& octet : out) octet = 0x42;
    return true;
  }
};
template <NamedGroup G>
std::string share_of(fixed const& b) {
  openssl::key_exchange<G> key;
  std::array<std::uint8_t, openssl::key_exchange<G>::share_size> share{};
  return key.generate(b, share) ? hex(share) : "";
}
template <NamedGroup G>
void check_agreement() {
  const openssl b;
  using kx = openssl::key_exchange<G>;
  std::array<std::uint8_t, kx::share_size> share{};
  std::array<std::uint8_t, kx::response_size> response{};
  std::array<std::uint8_t, kx::secret_size> ours{}, theirs{};
  kx key;
  REQUIRE(key.generate(b, share));
  REQUIRE(kx::encapsulate(b, share, response, theirs));
  REQUIRE(key.decapsulate(b, response, ours));
  CHECK(ours == theirs);
}
}  // namespace

TEST_CASE("P11: without the backend's randomness there is no share on any curve") {
  int none = 0;
  const fixed b(none);
  CHECK(share_of<NamedGroup::x25519>(b).empty());
  CHECK(share_of<NamedGroup::secp256r1>(b).empty());
  CHECK(share_of<NamedGroup::secp384r1>(b).empty());
  CHECK(share_of<NamedGroup::secp521r1>(b).empty());
}

TEST_CASE("each share takes one draw; it makes the key on X25519, and adds to the provider's own on NIST's curves") {
  int draws = 4;
  const fixed b(draws);
  CHECK(share_of<NamedGroup::x25519>(b) == share_of<NamedGroup::x25519>(b));
  CHECK(draws == 2);
  CHECK(share_of<NamedGroup::secp256r1>(b) != share_of<NamedGroup::secp256r1>(b));
  CHECK(draws == 0);
}

TEST_CASE("both sides agree, however many zeros the secret begins with") {
  check_agreement<NamedGroup::x25519>();
  check_agreement<NamedGroup::secp384r1>();
  // The first of the 66 octets holds one bit.
  for (int i = 0; i < 20; ++i) check_agreement<NamedGroup::secp521r1>();
  for (int i = 0; i < 600; ++i) check_agreement<NamedGroup::secp256r1>();
}
