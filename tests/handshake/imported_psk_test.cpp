// The expected keys were made by Python's hashlib and hmac, from the formulas of RFC 9258, 5.1.
#include "cxtls/handshake/imported_psk.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include "cxtls/crypto/key_schedule.hpp"
#include "support/backend.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using test::hex;
using some_octets = std::vector<std::uint8_t>;
using enum crypto::hash_algorithm;

namespace {

const test::linked_backend b;
constexpr std::array<std::uint8_t, 32> key{0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                           16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
constexpr std::array<std::uint8_t, 5> alice{'a', 'l', 'i', 'c', 'e'};
constexpr std::array<std::uint8_t, 3> bob{'b', 'o', 'b'};

client_psk of_alice(crypto::hash_algorithm hash = sha256) {
  return std::move(*client_psk::create(as_bytes("their key"), key, {.own = alice, .peer = bob}, hash));
}
constexpr bool both_ends_agree() {
  const auto ours = client_psk::create(bob, key, {.own = alice, .peer = bob});
  const auto theirs = server_psk::create(bob, key, {.own = bob, .peer = alice});
  return ours && theirs && ours->identity(sha256) == theirs->identity(sha256) &&
         ours->identity(sha384) == theirs->identity(sha384) && ours->identity(sha256) != theirs->identity(sha384);
}
constexpr bool roles_differ() {
  const auto as_client = client_psk::create(bob, key, {.own = alice, .peer = bob});
  const auto as_server = server_psk::create(bob, key, {.own = alice, .peer = bob});
  return as_client->identity(sha256) != as_server->identity(sha256);
}
error refusal(std::size_t identity, std::size_t size, psk_endpoints const& endpoints) {
  const auto psk = client_psk::create(some_octets(identity, 1), some_octets(size, 1), endpoints);
  return psk ? error{} : psk.error();
}
std::string key_of(crypto::hash_algorithm hash, crypto::hash_algorithm target) {
  return hex(of_alice(hash).key(b, target)->expose());
}
std::string binder_key_of(crypto::hash_algorithm hash, crypto::hash_algorithm target) {
  const auto ipskx = of_alice(hash).key(b, target);
  const auto early = crypto::early_secret<test::linked_backend>::from_psk(b, target, ipskx->expose());
  const crypto::digest nothing(crypto::hash_size(target));
  return hex(early->imported_binder_key(b)->binder(b, nothing)->view());
}

}  // namespace

static_assert(!std::is_copy_constructible_v<client_psk> && std::is_nothrow_move_constructible_v<client_psk>);
static_assert(!std::is_constructible_v<server_psk, client_psk>);

TEST_CASE("RFC 9258, 5.1: the identity on the wire holds name, context, version and KDF") {
  CHECK(hex(of_alice().identity(sha256).view()) == "00097468656972206b6579000a05616c69636503626f6203040001");
  CHECK(hex(of_alice().identity(sha384).view()) == "00097468656972206b6579000a05616c69636503626f6203040002");
  CHECK(hex(client_psk::with_context(bob, key, {})->identity(sha256).view()) == "0003626f62000003040001");
}

TEST_CASE("RFC 9258, 5.1: the key is derived with its own hash, and as long as the suite's") {
  CHECK(key_of(sha256, sha256) == "84fc98a84ee94a1b2c3b78d4bdb1e0e6d22149997e6b3f0680ec2498d76c9dab");
  CHECK(key_of(sha256, sha384) ==
        "0fbff1b64408ee73b087d990f338ef80288cd89c333d021adb89ab6ddaea3112bcf9e5434ef345a42133bae9e5b381b2");
}

TEST_CASE("RFC 9258, 5.1: a key that has SHA-384", "[wide]") {
  CHECK(key_of(sha384, sha256) == "044c6a19a5126b0f41afebfcd6f3b6fd6a7fc9b660d169c6384fde767940d806");
  CHECK(key_of(sha384, sha384) ==
        "6f01a161d7eed414b29b75fccb92707f1032761961086f7e813b82bec3a26013d12fa21dc5ef10b5ea2bcefa27d83688");
}

TEST_CASE("RFC 9258, 5.2: the binder has a label of its own") {
  CHECK(binder_key_of(sha256, sha256) == "1d1d8ad2367b026e6350f3824d11cf581a757e81618b69e851f82cc7501847d1");
}

TEST_CASE("RFC 9258, 5.2: the binder where SHA-384 is involved", "[wide]") {
  CHECK(binder_key_of(sha256, sha384) ==
        "cc83e9d945d44191641a78393a12c28950c0e850c6d42f8631ae2dce5ea9f9f2f77ce81eaac2359a17cb9ce1f4e8d00a");
  CHECK(binder_key_of(sha384, sha384) ==
        "2c13cc9a1b472822ec57125a90a07fa1e739d1746ca40374d13fa3f254858a9cf9af8eb554d17f33c02bab72f9409ab7");
}

TEST_CASE("without a hash an imported key is SHA-256's (RFC 9258, 5.1)") {
  CHECK(client_psk::create(bob, key, {.own = alice, .peer = bob})->hash() == sha256);
}

TEST_CASE("client and server call one key the same, and whoever is both calls its two keys differently") {
  static_assert(both_ends_agree());
  CHECK(both_ends_agree());
  static_assert(roles_differ());
  CHECK(roles_differ());
}

TEST_CASE("keys, identities and names are bounded, and the names differ") {
  CHECK_FALSE(refusal(1, min_external_psk, {.own = alice, .peer = bob}));
  CHECK(refusal(1, min_external_psk - 1, {.own = alice, .peer = bob}) == error{errc::length_out_of_range, "key"});
  CHECK(refusal(1, max_external_psk + 1, {.own = alice, .peer = bob}) == error{errc::length_out_of_range, "key"});
  CHECK(refusal(0, 32, {.own = alice, .peer = bob}) == error{errc::length_out_of_range, "identity"});
  CHECK(refusal(max_external_psk_identity + 1, 32, {.own = alice, .peer = bob}) ==
        error{errc::length_out_of_range, "identity"});
  CHECK(refusal(1, 32, {.own = {}, .peer = bob}) == error{errc::length_out_of_range, "own"});
  CHECK(refusal(1, 32, {.own = alice, .peer = {}}) == error{errc::length_out_of_range, "peer"});
  CHECK(refusal(1, 32, {.own = alice, .peer = alice}) == error{errc::config_psk_invalid, "peer"});
  const some_octets longest(max_psk_endpoint_name, 'x'), too_long(max_psk_endpoint_name + 1, 'x');
  CHECK(refusal(1, 32, {.own = too_long, .peer = bob}) == error{errc::length_out_of_range, "own"});
  CHECK(refusal(1, 32, {.own = alice, .peer = too_long}) == error{errc::length_out_of_range, "peer"});
  some_octets other = longest;
  other[0] = 'y';
  const auto large = client_psk::create(some_octets(max_external_psk_identity, 1), some_octets(max_external_psk, 1),
                                        {.own = longest, .peer = other});
  REQUIRE(large);
  CHECK(large->identity(sha256).size() == max_imported_identity);
  CHECK(client_psk::with_context(bob, key, some_octets(max_psk_context + 1, 1)).error() ==
        error{errc::length_out_of_range, "context"});
}

TEST_CASE("an imported key has a second owner on purpose only, and is compared by its name") {
  const client_psk one = of_alice();
  const client_psk two = one.duplicate();
  CHECK(one == two);
  CHECK(equal(two.external().expose(), key));
  CHECK(hex(two.key(b, sha256)->expose()) == hex(one.key(b, sha256)->expose()));
  CHECK_FALSE(one == of_alice(sha384));
  CHECK_FALSE(one == *client_psk::with_context(as_bytes("their key"), key, {}));
}
