#include "cxtls/backend/boringssl/aead.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using backend::boringssl;
using crypto::aead_algorithm;
using test::hex;
using test::unhex;

namespace {
const boringssl b;

struct vector {
  std::string_view key, nonce, aad, in, out;
};
// The GCM specification (McGrew and Viega, 2005), test cases 4 and 16
constexpr vector aes_128{
    "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
    "ba637b39",
    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac97"
    "3d58e0915bc94fbc3221a5db94fae95ae7121a47"};
constexpr vector aes_256{
    "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
    "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
    "ba637b39",
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a"
    "bcc9f66276fc6ece0f4e1768cddf8853bb2d551b"};
// RFC 8439, 2.8.2
constexpr vector chacha20_poly1305{
    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", "070000004041424344454647",
    "50515253c0c1c2c3c4c5c6c7",
    "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c64206f6666"
    "657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c642062652069"
    "742e",
    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b29"
    "05d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b"
    "61161ae10b594f09e26a7e902ecbd0600691"};

template <aead_algorithm A>
void check(vector const& v) {
  boringssl::aead<A> key;
  REQUIRE(key.init(b, unhex(v.key)));
  const auto nonce = unhex(v.nonce), aad = unhex(v.aad), in = unhex(v.in);
  std::vector<std::uint8_t> sealed(in.size() + key.tag_size);

  REQUIRE(key.seal(sealed, nonce, aad, in, {}));
  CHECK(hex(sealed) == v.out);

  // However the plaintext is cut into two, and wherever its first part lies, the record is the same.
  for (std::size_t cut = 0; cut <= in.size(); ++cut) {
    std::vector<std::uint8_t> out(sealed.size(), 0xee);
    REQUIRE(key.seal(out, nonce, aad, bytes(in).first(cut), bytes(in).subspan(cut)));
    REQUIRE(out == sealed);
    std::copy(in.begin(), in.end(), out.begin());
    REQUIRE(key.seal(out, nonce, aad, bytes(out).first(cut), bytes(in).subspan(cut)));
    REQUIRE(out == sealed);
  }

  std::vector<std::uint8_t> opened = sealed;
  REQUIRE(key.open(opened, nonce, aad));
  CHECK(hex(bytes(opened).first(in.size())) == v.in);

  // F2: no bit may change, and nothing of the plaintext is left where it did.
  for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
    std::vector<std::uint8_t> flipped = sealed;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    REQUIRE_FALSE(key.open(flipped, nonce, aad));
    REQUIRE(std::vector<std::uint8_t>(flipped.begin(), flipped.begin() + 16) == std::vector<std::uint8_t>(16));
  }
  auto wrong_aad = aad, wrong_nonce = nonce;
  wrong_aad[0] ^= 1;
  wrong_nonce[11] ^= 1;
  opened = sealed;
  CHECK_FALSE(key.open(opened, nonce, wrong_aad));
  opened = sealed;
  CHECK_FALSE(key.open(opened, wrong_nonce, aad));
  opened = sealed;
  CHECK_FALSE(key.open(mutable_bytes(opened).first(opened.size() - 1), nonce, aad));
}
}  // namespace

TEST_CASE("C60: AES-128-GCM seals the published vector, however it is cut, and opens nothing else") {
  check<aead_algorithm::aes_128_gcm>(aes_128);
}
TEST_CASE("C60: AES-256-GCM seals the published vector, however it is cut, and opens nothing else") {
  check<aead_algorithm::aes_256_gcm>(aes_256);
}
TEST_CASE("C60: ChaCha20-Poly1305 seals the published vector, however it is cut, and opens nothing else") {
  check<aead_algorithm::chacha20_poly1305>(chacha20_poly1305);
}

TEST_CASE("C60: keys, nonces and outputs of wrong sizes are refused") {
  boringssl::aead<aead_algorithm::aes_128_gcm> key;
  const std::array<std::uint8_t, 32> zeros{};
  CHECK_FALSE(key.init(b, zeros));
  CHECK_FALSE(key.init(b, {}));
  REQUIRE(key.init(b, bytes(zeros).first(16)));
  std::array<std::uint8_t, 32> out{};
  CHECK_FALSE(key.seal(out, bytes(zeros).first(12), {}, bytes(zeros).first(15), {}));
  CHECK_FALSE(key.seal(mutable_bytes(out).first(15), bytes(zeros).first(12), {}, {}, {}));
  CHECK_FALSE(key.seal(out, bytes(zeros).first(11), {}, bytes(zeros).first(16), {}));
  CHECK_FALSE(key.open(mutable_bytes(out).first(15), bytes(zeros).first(12), {}));
  CHECK_FALSE(key.open(out, bytes(zeros).first(13), {}));
}

TEST_CASE("P6: a key that was moved from, or failed to be set, seals nothing") {
  using aead = boringssl::aead<aead_algorithm::chacha20_poly1305>;
  STATIC_REQUIRE(!std::is_copy_constructible_v<aead>);
  const std::array<std::uint8_t, 32> zeros{};
  std::array<std::uint8_t, 16> out{};
  const auto seals = [&](aead const& key) { return key.seal(out, bytes(zeros).first(12), {}, {}, {}); };
  aead key;
  CHECK_FALSE(seals(key));
  REQUIRE(key.init(b, zeros));
  CHECK(seals(key));
  aead moved = std::move(key);
  CHECK(seals(moved));
  CHECK_FALSE(seals(key));
  CHECK_FALSE(moved.init(b, bytes(zeros).first(31)));
  CHECK_FALSE(seals(moved));
}
