#include "cxtls/crypto/hkdf.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "support/hex.hpp"
#include "support/toy_backend.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using test::hex;
using test::unhex;

namespace {
const backend::boringssl b;

struct vector {
  std::string_view ikm, salt, info, prk, okm;
};
// RFC 5869, A.1 to A.3
constexpr vector rfc5869[] = {
    {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
     "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
     "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
    {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
     "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
     "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
     "909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
     "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
     "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
     "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
     "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
     "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
    {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
     "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
     "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
};
}  // namespace

TEST_CASE("C64: HKDF with SHA-256 gives the vectors of RFC 5869, A.1 to A.3") {
  for (vector const& v : rfc5869) {
    const auto prk = extract(b, hash_algorithm::sha256, unhex(v.salt), unhex(v.ikm));
    REQUIRE(prk);
    CHECK(hex(prk->expose()) == v.prk);
    std::vector<std::uint8_t> okm(v.okm.size() / 2);
    REQUIRE(expand(b, hash_algorithm::sha256, prk->expose(), unhex(v.info), okm));
    CHECK(hex(okm) == v.okm);
  }
}

TEST_CASE("C64: HKDF with SHA-384 gives what OpenSSL gives") {
  // openssl kdf -keylen 100 -kdfopt digest:SHA384 -kdfopt hexkey:0b0b0b0b -kdfopt hexsalt:0001 -kdfopt hexinfo:f0f1 HKDF
  const auto prk = extract(b, hash_algorithm::sha384, unhex("0001"), unhex("0b0b0b0b"));
  REQUIRE(prk);
  std::vector<std::uint8_t> okm(100);
  REQUIRE(expand(b, hash_algorithm::sha384, prk->expose(), unhex("f0f1"), okm));
  CHECK(hex(okm) ==
        "af340a2c589fd60061d03075100cf06420e7ce377c42b5eb784073dd0d3b9b9922d07771a1fd404d45727aeebc7fedf97795"
        "0399c308050ac7d4d71242db336b2b9009aecc6b322f9cbb7d1960f0ec5125605cb3701f3b17d25ec5439a4e9eb7fa54d396");
}

TEST_CASE("C64: RFC 5869, 2.3: at most 255 blocks come out") {
  const std::array<std::uint8_t, 32> prk{};
  std::vector<std::uint8_t> most(255 * 32), too_many(255 * 32 + 1);
  CHECK(expand(b, hash_algorithm::sha256, prk, {}, most));
  CHECK(expand(b, hash_algorithm::sha256, prk, {}, too_many).error().code == errc::no_space);
}

TEST_CASE("C64: RFC 8446, 7.1: an HkdfLabel holds the length, the label and the context") {
  constexpr std::uint8_t label[] = {'t', 'l', 's', '1', '3', ' ', 'k', 'e', 'y'};
  std::array<std::uint8_t, wire<HkdfLabel>.max_size()> room{};
  STATIC_REQUIRE(room.size() == 2 + 256 + 256);
  const auto built = build(HkdfLabel{16, label, {}}, room);
  REQUIRE(built);
  CHECK(hex(*built) == "001009746c733133206b657900");  // RFC 8448, 3: "key info (13 octets)"
}

TEST_CASE("C64: labels and contexts out of bounds are refused") {
  const std::array<std::uint8_t, 256> octets{};
  const bytes secret = bytes(octets).first(32);
  std::array<std::uint8_t, 16> out{};
  const auto code = [&](std::string_view label, bytes context) {
    const status s = expand_label(b, hash_algorithm::sha256, secret, label, context, out);
    return s ? errc::none : s.error().code;
  };
  const std::string longest(249, 'x'), too_long(250, 'x');
  CHECK(code(longest, {}) == errc::none);
  CHECK(code(too_long, {}) == errc::length_out_of_range);
  CHECK(code("", {}) == errc::length_out_of_range);
  CHECK(code("x", bytes(octets).first(255)) == errc::none);
  CHECK(code("x", octets) == errc::length_out_of_range);
}

TEST_CASE("P11: each HMAC that fails fails the whole, and leaves no octet of it") {
  const std::array<std::uint8_t, 32> prk{};
  for (std::uint64_t failing = 0; failing < 3; ++failing) {
    test::toy_world world{.first_failing_call = failing};
    std::array<std::uint8_t, 96> out{};
    CHECK(expand(test::toy_backend(world), hash_algorithm::sha256, prk, {}, out).error().code == errc::backend_failed);
    CHECK(equal(out, std::array<std::uint8_t, 96>{}));
  }
  test::toy_world world{.first_failing_call = 0};
  CHECK(extract(test::toy_backend(world), hash_algorithm::sha256, {}, {}).error().code == errc::backend_failed);
}
