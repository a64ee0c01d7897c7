#include "cxtls/backend/boringssl/hash.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using backend::boringssl;
using crypto::hash_algorithm;
using test::hex;

namespace {
const boringssl b;
template <hash_algorithm A>
std::string hashed(std::string_view text, std::size_t pieces_of = 1000) {
  boringssl::hash<A> h(b);
  for (; !text.empty(); text.remove_prefix(text.size() < pieces_of ? text.size() : pieces_of))
    h.update(as_bytes(text.substr(0, pieces_of)));
  std::array<std::uint8_t, boringssl::hash<A>::size> out{};
  REQUIRE(h.finish(out));
  return hex(out);
}
template <hash_algorithm A>
std::string authenticated(bytes key, std::string_view text) {
  boringssl::hmac<A> h(b, key);
  h.update(as_bytes(text.substr(0, 3)));
  h.update(as_bytes(text.substr(3)));
  std::array<std::uint8_t, boringssl::hmac<A>::size> out{};
  REQUIRE(h.finish(out));
  return hex(out);
}
constexpr auto sha256 = hash_algorithm::sha256;
constexpr auto sha384 = hash_algorithm::sha384;
}  // namespace

TEST_CASE("SHA-256 and SHA-384 give the examples that NIST published with FIPS 180-4") {
  CHECK(hashed<sha256>("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hashed<sha256>("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hashed<sha384>("abc") ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  CHECK(
      hashed<sha384>("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsm"
                     "nopqrstnopqrstu") ==
      "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039");
  CHECK(hashed<sha256>("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a message in pieces has the hash of the whole") {
  const std::string text(300, 'x');
  for (std::size_t size : {1u, 63u, 64u, 65u, 127u, 128u, 129u}) {
    CHECK(hashed<sha256>(text, size) == hashed<sha256>(text));
    CHECK(hashed<sha384>(text, size) == hashed<sha384>(text));
  }
}

TEST_CASE("a copied hash goes on by itself") {
  boringssl::hash<sha256> one(b);
  one.update(as_bytes("a"));
  boringssl::hash<sha256> two = one;
  one.update(as_bytes("bc"));
  two.update(as_bytes("other"));
  std::array<std::uint8_t, 32> of_one{}, of_two{};
  REQUIRE(one.finish(of_one));
  REQUIRE(two.finish(of_two));
  CHECK(hex(of_one) == hashed<sha256>("abc"));
  CHECK(hex(of_two) == hashed<sha256>("aother"));
}

TEST_CASE("HMAC gives the vectors of RFC 4231, 4.2, 4.3 and 4.7") {
  const std::vector<std::uint8_t> first(20, 0x0b), longer_than_a_block(131, 0xaa);
  CHECK(authenticated<sha256>(first, "Hi There") == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(authenticated<sha384>(first, "Hi There") ==
        "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6");
  CHECK(authenticated<sha256>(as_bytes("Jefe"), "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(authenticated<sha384>(as_bytes("Jefe"), "what do ya want for nothing?") ==
        "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649");
  constexpr std::string_view text = "Test Using Larger Than Block-Size Key - Hash Key First";
  CHECK(authenticated<sha256>(longer_than_a_block, text) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(authenticated<sha384>(longer_than_a_block, text) ==
        "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952");
}

TEST_CASE("an output of another size than the hash is refused") {
  std::array<std::uint8_t, 48> out{};
  CHECK_FALSE(boringssl::hash<sha256>(b).finish(out));
  CHECK_FALSE(boringssl::hash<sha384>(b).finish(mutable_bytes(out).first(47)));
  CHECK_FALSE(boringssl::hmac<sha256>(b, {}).finish(out));
  CHECK_FALSE(boringssl::hmac<sha384>(b, {}).finish(mutable_bytes(out).first(32)));
}
