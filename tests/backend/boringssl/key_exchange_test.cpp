// Which private keys come of which draws; what they are good for is the kit's business.
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
using x25519 = boringssl::key_exchange<NamedGroup::x25519>;
using p256 = boringssl::key_exchange<NamedGroup::secp256r1>;
using p384 = boringssl::key_exchange<NamedGroup::secp384r1>;
using p521 = boringssl::key_exchange<NamedGroup::secp521r1>;
template <class K>
using share_of = std::array<std::uint8_t, K::share_size>;
template <class K>
using secret_of = std::array<std::uint8_t, K::secret_size>;
}  // namespace

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
