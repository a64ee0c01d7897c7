#include "cxtls/backend/boringssl/key_exchange.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/fixed_random.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using backend::boringssl;
using test::hex;
using test::unhex;

namespace {
const boringssl b;
using x25519 = boringssl::key_exchange<NamedGroup::x25519>;
using p256 = boringssl::key_exchange<NamedGroup::secp256r1>;
using p384 = boringssl::key_exchange<NamedGroup::secp384r1>;
using p521 = boringssl::key_exchange<NamedGroup::secp521r1>;
template <class K>
using share_of = std::array<std::uint8_t, K::share_size>;
template <class K>
using secret_of = std::array<std::uint8_t, K::secret_size>;

template <class K>
bool accepts(bytes response) {
  K key;
  share_of<K> share{};
  secret_of<K> out{};
  REQUIRE(key.generate(b, share));
  return key.decapsulate(b, response, out);
}
}  // namespace

TEST_CASE("C62: X25519 gives the keys and the secret of RFC 7748, 6.1") {
  std::vector<std::uint8_t> draws = unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
  const test::fixed_random<backend::boringssl> alice(draws);
  x25519 key;
  share_of<x25519> share{};
  REQUIRE(key.generate(alice, share));
  CHECK(hex(share) == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
  secret_of<x25519> secret{};
  REQUIRE(key.decapsulate(alice, unhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"), secret));
  CHECK(hex(secret) == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

TEST_CASE("RFC 8446, 7.4.2: an X25519 share that makes the secret zero is refused") {
  // The points of small order: 0, 1, two of order 8, and p - 1, p, p + 1 (RFC 7748, 7; cr.yp.to/ecdh.html#validate).
  for (std::string_view point : {"0000000000000000000000000000000000000000000000000000000000000000",
                                 "0100000000000000000000000000000000000000000000000000000000000000",
                                 "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                                 "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                                 "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                 "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                 "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
    CHECK_FALSE(accepts<x25519>(unhex(point)));
  CHECK(accepts<x25519>(unhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")));
}

// The share under a draw of ones is the premise; the secret is OpenSSL's, from that share and its own private key:
//   openssl pkeyutl -derive -keyform DER -inkey p256.der -peerkey share.pub      (p384, p521 alike)
TEST_CASE("C62: the secret on P-256 is what OpenSSL derives") {
  std::vector<std::uint8_t> draws(p256::secret_size + 16, 1);
  const test::fixed_random<backend::boringssl> ones(draws);
  p256 key;
  share_of<p256> share{};
  REQUIRE(key.generate(ones, share));
  REQUIRE(hex(share) ==
          "04ebd8302a825e541a8a7fa265f4e346de8f59c711fe47ee705c0b300cbfa463fd913c8cc574e2a516feffc3753788de2a2ca595f91c"
          "a8036e2351746d8b6f5e5d");
  secret_of<p256> secret{};
  REQUIRE(key.decapsulate(ones, unhex(test::openssl::p256_point), secret));
  CHECK(hex(secret) == "3071b887a500c05e9a21a38aea32d876cff465022daa912b46c9a8a57bf1c679");
}

TEST_CASE("C62: the secret on P-384 is what OpenSSL derives") {
  std::vector<std::uint8_t> draws(p384::secret_size + 16, 1);
  const test::fixed_random<backend::boringssl> ones(draws);
  p384 key;
  share_of<p384> share{};
  REQUIRE(key.generate(ones, share));
  REQUIRE(hex(share) ==
          "041b57ee305b800c09d85213f6011918fd1623644ece67e23ad0a92eb2a0d458f4a05bbe6b39f17218f4212ea6a6b2f6db2df4d8cc5c"
          "7bf115e741afb1273909362df03350bbdce6ed5d17a4105f630b25a91d2928c6adb7fa6c32f5fb5998510b");
  secret_of<p384> secret{};
  REQUIRE(key.decapsulate(ones, unhex(test::openssl::p384_point), secret));
  CHECK(hex(secret) ==
        "06c60cd7ee37243f7cf2be089661fcc9e0c72f5a2ef80a8f64dd34855f032655fc8b8ed01da3d8baf1e94a1701e7776a");
}

TEST_CASE("C62: the secret on P-521 is what OpenSSL derives") {
  std::vector<std::uint8_t> draws(p521::secret_size + 16, 1);
  const test::fixed_random<backend::boringssl> ones(draws);
  p521 key;
  share_of<p521> share{};
  REQUIRE(key.generate(ones, share));
  REQUIRE(hex(share) ==
          "0400d7cdd82edb9ab01562d6ace59d91b6f784b5bf64b54e5d96216a18637d90f09157639d048df1b585055bbee769c5b41bb06a79d7"
          "f3ecf39afe566cc58b93e9c09a004d9621c0a8b1c309964137f73bb6ba9f1456aaf6d675211cedb5ae5c41f6e598f93f66b4c4ebe1d9"
          "cf93d95279f15d9eeacd1edf365c54ca9d4a638cb6282ff890");
  secret_of<p521> secret{};
  REQUIRE(key.decapsulate(ones, unhex(test::openssl::p521_point), secret));
  CHECK(hex(secret) ==
        "010adcac62a88a909e4648f2e4809471c2d906901bcdbd4f498e37aed7dac9ca14f5a624460ccaa2847b33a12fda0b8ad85047468e7ca0"
        "cb4a54b81b6173ba75c41a");
}

// The public values of RFC 5903, 8.3: gi of the initiator, gr of the responder.
TEST_CASE("RFC 8446, 4.2.8.2: on P-521, too, only an uncompressed point on the curve is a share") {
  const auto
      gi = unhex(
          "040015417e84dbf28c0ad3c278713349dc7df153c897a1891bd98bab4357c9ecbee1e3bf42e00b8e380aeae57c2d107564941885942a"
          "f5a7f4601723c4195d176ced3e017cae20b6641d2eeb695786d8c946146239d099e18e1d5a514c739d7cb4a10ad8a788015ac405d7"
          "799dc75e7b7d5b6cf2261a6a7f1507438bf01beb6ca3926f9582"),
      gr = unhex(
          "0400d0b3975ac4b799f5bea16d5e13e9af971d5e9b984c9f39728b5e5739735a219b97c356436adc6e95bb0352f6be64a6c2912d4ef2"
          "d0433ced2b6171640012d9460f015c68226383956e3bd066e797b623c27ce0eac2f551a10c2c724d9852077b87220b6536c5c408a1"
          "d2aebb8e86d678ae49cb57091f4732296579ab44fcd17f0fc56a");
  CHECK(accepts<p521>(gi));
  CHECK(accepts<p521>(gr));
  auto off_curve = gi;
  off_curve.back() ^= 1;
  CHECK_FALSE(accepts<p521>(off_curve));
  auto hybrid = gi;
  hybrid[0] = 6;  // y is even
  CHECK_FALSE(accepts<p521>(hybrid));
  auto compressed = std::vector<std::uint8_t>(gi.begin(), gi.begin() + 67);
  compressed[0] = 2;
  CHECK_FALSE(accepts<p521>(compressed));
  CHECK_FALSE(accepts<p521>(std::array<std::uint8_t, 133>{4}));
  CHECK_FALSE(accepts<p521>(bytes(gi).first(132)));
  auto longer = gi;
  longer.push_back(0);
  CHECK_FALSE(accepts<p521>(longer));
  CHECK_FALSE(accepts<p521>({}));
  CHECK_FALSE(accepts<p384>(gi));
  auto seven_bits_too_many = gi;  // 521 bits are 65 octets and one bit
  seven_bits_too_many[1] |= 2;
  CHECK_FALSE(accepts<p521>(seven_bits_too_many));
}

TEST_CASE("RFC 8446, 4.2.8.2: only an uncompressed point on the curve is a share") {
  const auto good = unhex(test::openssl::p256_point);
  CHECK(accepts<p256>(good));
  auto off_curve = good;
  off_curve.back() ^= 1;
  CHECK_FALSE(accepts<p256>(off_curve));
  auto hybrid = good;
  hybrid[0] = good.back() & 1 ? 7 : 6;
  CHECK_FALSE(accepts<p256>(hybrid));
  auto compressed = std::vector<std::uint8_t>(good.begin(), good.begin() + 33);
  compressed[0] = good.back() & 1 ? 3 : 2;
  CHECK_FALSE(accepts<p256>(compressed));
  CHECK_FALSE(accepts<p256>(std::array<std::uint8_t, 1>{0}));  // infinity
  CHECK_FALSE(accepts<p256>(std::array<std::uint8_t, 65>{4}));
  CHECK_FALSE(accepts<p256>(bytes(good).first(64)));
  CHECK_FALSE(accepts<p256>({}));
  CHECK_FALSE(accepts<p384>(good));
  // The point with x = 0 (y is the root of b, FIPS 186-4, D.1.2.3) is on the curve, but p is no way to write 0.
  constexpr std::string_view y = "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4";
  const std::string zero(64, '0'), p = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
  CHECK(accepts<p256>(unhex("04" + zero + std::string(y))));
  CHECK_FALSE(accepts<p256>(unhex("04" + p + std::string(y))));
}

TEST_CASE("P11: without randomness there is no share, and without a share no secret") {
  std::vector<std::uint8_t> none;
  const test::fixed_random<backend::boringssl> empty(none);
  share_of<p256> share{};
  CHECK_FALSE(p256{}.generate(empty, share));
  CHECK_FALSE(x25519{}.generate(empty, mutable_bytes(share).first(32)));
  secret_of<p256> secret{};
  CHECK_FALSE(p256{}.decapsulate(b, unhex(test::openssl::p256_point), secret));
  CHECK_FALSE(x25519{}.decapsulate(b, bytes(share).first(32), secret));
  CHECK_FALSE(p256::encapsulate(empty, unhex(test::openssl::p256_point), share, secret));
}

TEST_CASE("F9: every private key comes from one draw of the backend") {
  std::vector<std::uint8_t> draws(32 + 48 + 64, 1);
  const test::fixed_random<backend::boringssl> recorded(draws);
  share_of<p384> share{};
  REQUIRE(x25519{}.generate(recorded, mutable_bytes(share).first(32)));
  CHECK(draws.size() == 48 + 64);
  REQUIRE(p256{}.generate(recorded, mutable_bytes(share).first(65)));
  CHECK(draws.size() == 64);
  REQUIRE(p384{}.generate(recorded, share));
  CHECK(draws.empty());
}

TEST_CASE("outputs of wrong sizes are refused") {
  std::array<std::uint8_t, 97> room{};
  CHECK_FALSE(x25519{}.generate(b, mutable_bytes(room).first(31)));
  CHECK_FALSE(p256{}.generate(b, mutable_bytes(room).first(66)));
  CHECK_FALSE(p521{}.generate(b, room));
  p256 key;
  REQUIRE(key.generate(b, mutable_bytes(room).first(65)));
  CHECK_FALSE(key.decapsulate(b, unhex(test::openssl::p256_point), mutable_bytes(room).first(31)));
}
