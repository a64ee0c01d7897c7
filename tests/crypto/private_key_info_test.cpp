#include "cxtls/crypto/private_key_info.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"
#include "support/wire_laws.hpp"
#include "vectors/openssl_keys.hpp"

using namespace cxtls;
using crypto::ed25519_from_pkcs8;
using crypto::PrivateKeyInfo;
using test::hex;
using test::unhex;
using test::operator+;
using octet_vector = std::vector<std::uint8_t>;

namespace {

// RFC 8410, 10.3: the same key, alone, and with an attribute and its public key.
constexpr std::string_view seed = "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";
constexpr std::string_view public_half = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
constexpr std::string_view alone_hex =
    "302e020100300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";
constexpr std::string_view with_public_half_hex =
    "3072020101300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842a01f301d060a2a8648"
    "86f70d01090914310f0c0d437572646c6520436861697273"
    "81210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";

template <std::string_view const& Text>
constexpr auto octets_of = [] {
  std::array<std::uint8_t, Text.size() / 2> out{};
  copy(unhex(Text), out.data());
  return out;
}();
constexpr auto alone = octets_of<alone_hex>;
constexpr auto with_public_half = octets_of<with_public_half_hex>;

constexpr errc refusal(bytes der) {
  const auto key = ed25519_from_pkcs8(der);
  return key ? errc::none : key.error().code;
}
std::string_view blamed(octet_vector const& der) {
  const auto key = ed25519_from_pkcs8(der);
  return key ? "" : key.error().field;
}
// These parts in a SEQUENCE of fewer than 128 octets.
octet_vector sequence(std::string_view parts) {
  const auto contents = unhex(parts);
  return octet_vector{0x30, static_cast<std::uint8_t>(contents.size())} + contents;
}
constexpr std::string_view key_32 = "04220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";
constexpr std::string_view bits_32 = "81210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
octet_vector made_of(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (std::string_view part : parts) all += part;
  return sequence(all);
}

}  // namespace

TEST_CASE("RFC 8410, 10.3: the keys of the RFC are read and written as they stand there") {
  test::obeys_the_laws<PrivateKeyInfo, alone>();
  test::obeys_the_laws<PrivateKeyInfo, with_public_half>();
}

TEST_CASE("RFC 8410, 10.3: the seed is found, and the public key where there is one") {
  STATIC_REQUIRE(refusal(alone) == errc::none);
  STATIC_REQUIRE(refusal(with_public_half) == errc::none);
  const auto one = ed25519_from_pkcs8(alone);
  REQUIRE(one);
  CHECK(hex(one->seed) == seed);
  CHECK_FALSE(one->public_key);
  const auto both = ed25519_from_pkcs8(with_public_half);
  REQUIRE(both);
  CHECK(hex(both->seed) == seed);
  REQUIRE(both->public_key);
  CHECK(hex(*both->public_key) == public_half);
}

TEST_CASE("RFC 5958: attributes are read") {
  const auto info = parse<PrivateKeyInfo>(with_public_half);
  REQUIRE(info);
  REQUIRE(info->attributes);
  REQUIRE(info->attributes->size() == 1);
  for (crypto::Attribute const& a : *info->attributes) {
    CHECK(a.attrType == der::oid_of<1, 2, 840, 113549, 1, 9, 9, 20>);
    REQUIRE(a.attrValues.size() == 1);
    for (der::any const& value : a.attrValues) CHECK(equal(value.contents, std::string_view("Curdle Chairs")));
  }
}

// RFC 5958, 2: "If publicKey is present, then version is set to v2 else version is set to v1."
TEST_CASE("RFC 5958: the version says whether there is a public key") {
  CHECK(refusal(made_of({"020100", "300506032b6570", key_32})) == errc::none);
  CHECK(refusal(made_of({"020101", "300506032b6570", key_32, bits_32})) == errc::none);
  CHECK(refusal(made_of({"020101", "300506032b6570", key_32})) == errc::private_key_malformed);
  CHECK(refusal(made_of({"020100", "300506032b6570", key_32, bits_32})) == errc::private_key_malformed);
  CHECK(refusal(made_of({"020102", "300506032b6570", key_32})) == errc::private_key_malformed);
  CHECK(refusal(made_of({"0201ff", "300506032b6570", key_32})) == errc::private_key_malformed);
}

// RFC 8410, 3: "For all of the OIDs, the parameters MUST be absent."
TEST_CASE("RFC 8410: parameters are refused") {
  const auto der = made_of({"020100", "300706032b65700500", key_32});
  CHECK(refusal(der) == errc::private_key_malformed);
  CHECK(blamed(der) == "parameters");
}

// RFC 8410, 7: an OCTET STRING in an OCTET STRING.
TEST_CASE("RFC 8410: a private key is 32 octets in their own OCTET STRING") {
  constexpr std::string_view bare = "0420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";
  constexpr std::string_view shorter = "0421041fd4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f447558";
  constexpr std::string_view longer = "04230421d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f4475584200";
  constexpr std::string_view followed = "04230420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f4475584200";
  for (std::string_view key : {bare, shorter, longer, followed, std::string_view("0400")}) {
    const auto der = made_of({"020100", "300506032b6570", key});
    CHECK(refusal(der) == errc::private_key_malformed);
    CHECK(blamed(der) == "privateKey");
  }
}

TEST_CASE("RFC 8410: a public key is 32 whole octets") {
  constexpr std::string_view shorter = "81200019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166";
  constexpr std::string_view with_unused = "81210119bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e0";
  for (std::string_view bits : {shorter, with_unused}) {
    const auto der = made_of({"020101", "300506032b6570", key_32, bits});
    CHECK(refusal(der) == errc::private_key_malformed);
    CHECK(blamed(der) == "publicKey");
  }
}

TEST_CASE("a key of another algorithm is told from what is no key") {
  for (std::string_view key :
       {test::openssl::p256_private, test::openssl::p384_private, test::openssl::rsa2048_private}) {
    CHECK(refusal(unhex(key)) == errc::config_unsupported_by_backend);
    CHECK(blamed(unhex(key)) == "privateKeyAlgorithm");
  }
  // X25519, RFC 8410, 3: id-X25519 is 1.3.101.110.
  CHECK(refusal(made_of({"020100", "300506032b656e", key_32})) == errc::config_unsupported_by_backend);
  CHECK(refusal({}) == errc::private_key_malformed);
  CHECK(refusal(unhex("3000")) == errc::private_key_malformed);
}

TEST_CASE("OpenSSL's Ed25519 key is read") { CHECK(refusal(unhex(test::openssl::ed25519_private)) == errc::none); }
