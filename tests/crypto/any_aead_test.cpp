#include "cxtls/crypto/any_aead.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"
#include "support/own_toy.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::toy_backend;

namespace {
struct only_chacha : toy_backend {
  using toy_backend::toy_backend;
  static constexpr capabilities aeads{aead_algorithm::chacha20_poly1305};
};
constexpr std::array<std::uint8_t, 32> zeros{};
constexpr bytes nonce = bytes(zeros).first(12);
constexpr std::uint8_t text[] = {1, 2, 3};

// Seals three octets and one more, and opens them again.
template <class B>
constexpr bool round_trip(B const& b, aead_algorithm a) {
  any_aead<B> key;
  if (!key.init(b, a, bytes(zeros).first(aead_key_size<B>(a)))) return false;
  const any_aead<B> moved = std::move(key);
  constexpr std::uint8_t extra[] = {23};
  std::array<std::uint8_t, 3 + 1 + 16> record{};
  if (!moved.seal(record, nonce, {}, text, extra) || record[0] == 1) return false;
  auto tampered = record;
  tampered[19] ^= 1;
  if (moved.open(tampered, nonce, {})) return false;
  return moved.open(record, nonce, {}) && record[0] == 1 && record[2] == 3 && record[3] == 23;
}
}  // namespace

TEST_CASE("C60: every listed AEAD seals and opens") {
  for (aead_algorithm a : backend::boringssl::aeads) CHECK(round_trip(backend::boringssl{}, a));
  STATIC_REQUIRE([] {
    test::toy_world world;
    bool good = true;
    for (aead_algorithm a : toy_backend::aeads) good = good && round_trip(toy_backend(world), a);
    return good;
  }());
}

TEST_CASE("C60: the algorithm chosen is the one that seals") {
  // The GCM specification (McGrew and Viega), test cases 1 and 13: empty text under a key of zeros.
  const backend::boringssl b;
  std::array<std::uint8_t, 16> tag{};
  any_aead<backend::boringssl> key;
  REQUIRE(key.init(b, aead_algorithm::aes_128_gcm, bytes(zeros).first(16)));
  REQUIRE(key.seal(tag, nonce, {}, {}, {}));
  CHECK(test::hex(tag) == "58e2fccefa7e3061367f1d57a4e7455a");
  REQUIRE(key.init(b, aead_algorithm::aes_256_gcm, zeros));
  REQUIRE(key.seal(tag, nonce, {}, {}, {}));
  CHECK(test::hex(tag) == "530f8afbc74536b9a963b4f1c4cb738b");
}

TEST_CASE("P6: without a key nothing is sealed or opened") {
  any_aead<toy_backend> key;
  std::array<std::uint8_t, 3 + 16> record{};
  CHECK_FALSE(key.seal(record, nonce, {}, text, {}));
  CHECK_FALSE(key.open(record, nonce, {}));

  test::toy_world world;
  REQUIRE(key.init(toy_backend(world), aead_algorithm::aes_128_gcm, bytes(zeros).first(16)));
  const any_aead<toy_backend> elsewhere = std::move(key);
  CHECK(elsewhere.seal(record, nonce, {}, text, {}));
  CHECK_FALSE(key.seal(record, nonce, {}, text, {}));
}

TEST_CASE("C60: wrong sizes and unlisted algorithms are refused") {
  test::toy_world world;
  const toy_backend b(world);
  any_aead<toy_backend> key;
  CHECK_FALSE(key.init(b, aead_algorithm::aes_128_gcm, zeros));
  CHECK_FALSE(key.init(b, aead_algorithm::aes_256_gcm, bytes(zeros).first(16)));
  REQUIRE(key.init(b, aead_algorithm::aes_256_gcm, zeros));
  std::array<std::uint8_t, 3 + 16> record{};
  CHECK_FALSE(key.seal(mutable_bytes(record).first(18), nonce, {}, text, {}));
  CHECK_FALSE(key.seal(record, bytes(zeros).first(11), {}, text, {}));
  CHECK_FALSE(key.open(mutable_bytes(record).first(15), nonce, {}));
  CHECK_FALSE(key.open(record, bytes(zeros).first(13), {}));
  any_aead<only_chacha> chacha;
  CHECK_FALSE(chacha.init(only_chacha(world), aead_algorithm::aes_256_gcm, zeros));
  CHECK(chacha.init(only_chacha(world), aead_algorithm::chacha20_poly1305, zeros));
}

TEST_CASE("P6: a key of the wrong size doesn't leave the old one in force") {
  test::toy_world world;
  any_aead<toy_backend> key;
  REQUIRE(key.init(toy_backend(world), aead_algorithm::aes_256_gcm, zeros));
  CHECK_FALSE(key.init(toy_backend(world), aead_algorithm::aes_256_gcm, bytes(zeros).first(31)));
  std::array<std::uint8_t, 3 + 16> record{};
  CHECK_FALSE(key.seal(record, nonce, {}, text, {}));
}

TEST_CASE("P11: a backend that fails leaves no key behind") {
  test::toy_world world;
  any_aead<toy_backend> key;
  REQUIRE(key.init(toy_backend(world), aead_algorithm::aes_256_gcm, zeros));
  world.first_failing_call = 0;
  CHECK_FALSE(key.init(toy_backend(world), aead_algorithm::aes_256_gcm, zeros));
  std::array<std::uint8_t, 3 + 16> record{};
  CHECK_FALSE(key.seal(record, nonce, {}, text, {}));
}

TEST_CASE("an AEAD of the backend's own seals and opens, with keys of its size") {
  using own = test::own_toy;
  STATIC_REQUIRE(aead_key_size<own>(own::own_aead) == 24);
  STATIC_REQUIRE(aead_key_size<own>(own_aead(1)) == 0);
  STATIC_REQUIRE(aead_key_size<toy_backend>(own::own_aead) == 0);
  for (aead_algorithm a : toy_backend::aeads) CHECK(aead_key_size<own>(a) == aead_key_size(a));
  test::toy_world world;
  const own b(world);
  CHECK(round_trip(b, own::own_aead));
  any_aead<own> key;
  CHECK_FALSE(key.init(b, own::own_aead, bytes(zeros).first(16)));
  CHECK_FALSE(key.init(b, own_aead(1), {}));
}
