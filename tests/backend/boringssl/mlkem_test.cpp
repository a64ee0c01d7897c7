// Nothing is tested with a BoringSSL that has no ML-KEM, such as Debian's, but that nothing is promised.
#include "cxtls/backend/boringssl/mlkem.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/fixed_random.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_mlkem768.hpp"

using namespace cxtls;
using backend::boringssl;

#if __has_include(<openssl/mlkem.h>)

using test::hex;
using test::unhex;
namespace vector = test::mlkem768;

namespace {
const boringssl b;
using mlkem768 = backend::boringssl_::mlkem768;
using hybrid = boringssl::key_exchange<NamedGroup::X25519MLKEM768>;
template <class K>
using share_of = std::array<std::uint8_t, K::share_size>;
template <class K>
using response_of = std::array<std::uint8_t, K::response_size>;
template <class K>
using secret_of = std::array<std::uint8_t, K::secret_size>;

std::string sha256_of(bytes in) {
  boringssl::hash<crypto::hash_algorithm::sha256> hash(b);
  std::array<std::uint8_t, 32> out{};
  hash.update(in);
  REQUIRE(hash.finish(out));
  return hex(out);
}
// RFC 7748, 6.1.
constexpr std::string_view alice_private = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
constexpr std::string_view alice_public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
constexpr std::string_view bob_public = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
constexpr std::string_view x25519_secret = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
}  // namespace

TEST_CASE("X25519MLKEM768 is preferred to all other groups") {
  STATIC_REQUIRE(boringssl::groups[0] == NamedGroup::X25519MLKEM768);
  STATIC_REQUIRE(boringssl::groups[1] == NamedGroup::x25519);
}

TEST_CASE("ML-KEM-768 makes OpenSSL's key of a seed, and decapsulates OpenSSL's secret") {
  std::vector<std::uint8_t> draws = unhex(vector::seed);
  const test::fixed_random drawn(draws);
  mlkem768 key;
  share_of<mlkem768> share{};
  REQUIRE(key.generate(drawn, share));
  CHECK(draws.empty());
  CHECK(sha256_of(share) == vector::public_key_sha256);
  secret_of<mlkem768> secret{};
  REQUIRE(key.decapsulate(b, unhex(vector::ciphertext), secret));
  CHECK(hex(secret) == vector::secret);
}

TEST_CASE("FIPS 203, 6.3: a ciphertext that was tampered with gives a secret that nobody has") {
  std::vector<std::uint8_t> draws = unhex(vector::seed);
  mlkem768 key;
  share_of<mlkem768> share{};
  REQUIRE(key.generate(test::fixed_random(draws), share));
  auto tampered = unhex(vector::ciphertext);
  tampered[0] = 0;
  secret_of<mlkem768> secret{};
  REQUIRE(key.decapsulate(b, tampered, secret));
  CHECK(hex(secret) == vector::rejected);
}

TEST_CASE("FIPS 203, 7.2: a key with a coefficient that isn't below q is refused") {
  mlkem768 key;
  share_of<mlkem768> share{};
  response_of<mlkem768> response{};
  secret_of<mlkem768> out{};
  REQUIRE(key.generate(b, share));
  REQUIRE(mlkem768::encapsulate(b, share, response, out));
  // Two coefficients of 12 bits are three octets, the lower bits first: the first one becomes q = 3329 = 0xd01.
  share[0] = 0x01;
  share[1] = static_cast<std::uint8_t>((share[1] & 0xf0) | 0x0d);
  CHECK_FALSE(mlkem768::encapsulate(b, share, response, out));
  share[0] = 0x00;
  CHECK(mlkem768::encapsulate(b, share, response, out));
}

TEST_CASE("RFC 10024: ML-KEM's octets come first, then those of X25519") {
  std::vector<std::uint8_t> draws = unhex(std::string(vector::seed) + std::string(alice_private));
  hybrid client;
  share_of<hybrid> share{};
  REQUIRE(client.generate(test::fixed_random(draws), share));
  CHECK(sha256_of(bytes(share).first(1184)) == vector::public_key_sha256);
  CHECK(hex(bytes(share).subspan(1184)) == alice_public);
  secret_of<hybrid> secret{};
  REQUIRE(client.decapsulate(b, unhex(std::string(vector::ciphertext) + std::string(bob_public)), secret));
  CHECK(hex(secret) == std::string(vector::secret) + std::string(x25519_secret));
}

TEST_CASE("both sides of X25519MLKEM768 agree") {
  hybrid client;
  share_of<hybrid> share{};
  response_of<hybrid> response{};
  secret_of<hybrid> of_client{}, of_server{};
  REQUIRE(client.generate(b, share));
  REQUIRE(hybrid::encapsulate(b, share, response, of_server));
  hybrid moved = std::move(client);
  REQUIRE(moved.decapsulate(b, response, of_client));
  CHECK(of_client == of_server);
}

TEST_CASE("RFC 8446, 7.4.2: nor may the X25519 half of X25519MLKEM768 make zeros") {
  hybrid client;
  share_of<hybrid> share{};
  response_of<hybrid> response{};
  secret_of<hybrid> secret{};
  REQUIRE(client.generate(b, share));
  REQUIRE(hybrid::encapsulate(b, share, response, secret));
  for (std::size_t i = 0; i < 32; ++i) share[1184 + i] = response[1088 + i] = 0;
  CHECK_FALSE(client.decapsulate(b, response, secret));
  CHECK(secret == secret_of<hybrid>{});
  CHECK_FALSE(hybrid::encapsulate(b, share, response, secret));
  CHECK(secret == secret_of<hybrid>{});
}

TEST_CASE("P11: without randomness ML-KEM has no share, and without a share no secret") {
  std::vector<std::uint8_t> draws(63);
  const test::fixed_random too_few(draws);
  mlkem768 key;
  share_of<mlkem768> share{};
  secret_of<mlkem768> secret{};
  CHECK_FALSE(key.generate(too_few, share));
  CHECK_FALSE(key.decapsulate(b, unhex(vector::ciphertext), secret));
}

TEST_CASE("ML-KEM refuses outputs and inputs of wrong sizes") {
  std::array<std::uint8_t, 1185> room{};
  const auto share = mutable_bytes(room).first(1184);
  std::array<std::uint8_t, 1089> response{};
  std::array<std::uint8_t, 33> secret{};
  const auto ciphertext = mutable_bytes(response).first(1088), out = mutable_bytes(secret).first(32);
  mlkem768 key;
  CHECK_FALSE(key.generate(b, room));
  REQUIRE(key.generate(b, share));
  CHECK_FALSE(mlkem768::encapsulate(b, room, ciphertext, out));
  CHECK_FALSE(mlkem768::encapsulate(b, share, response, out));
  CHECK_FALSE(mlkem768::encapsulate(b, share, ciphertext, secret));
  REQUIRE(mlkem768::encapsulate(b, share, ciphertext, out));
  CHECK_FALSE(key.decapsulate(b, response, out));
  CHECK_FALSE(key.decapsulate(b, ciphertext.first(1087), out));
  CHECK_FALSE(key.decapsulate(b, ciphertext, secret));
}

#else

TEST_CASE("a BoringSSL without ML-KEM lists no group with it") {
  STATIC_REQUIRE(boringssl::groups[0] == NamedGroup::x25519);
  STATIC_REQUIRE(!boringssl::groups.contains(NamedGroup::X25519MLKEM768));
}

#endif
