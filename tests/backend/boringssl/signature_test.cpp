#include "cxtls/backend/boringssl/signature.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/crypto/transcript.hpp"
#include "support/hex.hpp"
#include "vectors/openssl_keys.hpp"
#include "vectors/rfc8448_client_authentication.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

using namespace cxtls;
using namespace cxtls::crypto;
using backend::boringssl;
using test::unhex;
namespace made = test::openssl;

namespace {
const boringssl b;

template <signature_algorithm A>
bool verifies(public_key const& key, bytes message, std::vector<std::uint8_t> const& signature) {
  return boringssl::verifier<A>::verify(b, key, message, signature);
}

struct rsa_key {
  std::vector<std::uint8_t> n = unhex(made::rsa2048_modulus), e = unhex(made::rsa_exponent);
  operator public_key() const { return rsa_public_key{n, e}; }
};
struct ec_key {
  NamedGroup group;
  std::vector<std::uint8_t> point;
  operator public_key() const { return ec_public_key{group, point}; }
};
const ec_key p256{NamedGroup::secp256r1, unhex(made::p256_point)};
const bytes message = as_bytes(made::message);

// A DER INTEGER, and an ECDSA signature (RFC 3279, 2.2.3) of two of them. Leading zeros are the caller's.
std::vector<std::uint8_t> integer(std::vector<std::uint8_t> octets) {
  octets.insert(octets.begin(), {2, static_cast<std::uint8_t>(octets.size())});
  return octets;
}
std::vector<std::uint8_t> sequence(std::vector<std::uint8_t> r, std::vector<std::uint8_t> const& s) {
  r.insert(r.end(), s.begin(), s.end());
  r.insert(r.begin(), static_cast<std::uint8_t>(r.size()));
  if (r.size() > 0x80) r.insert(r.begin(), 0x81);  // X.690, 8.1.3: the long form
  r.insert(r.begin(), 0x30);
  return r;
}
// From r || s as RFC 6979 prints them.
std::vector<std::uint8_t> ecdsa(std::string_view r, std::string_view s) {
  const auto positive = [](std::string_view text) {
    auto octets = unhex(text);
    if (octets[0] & 0x80) octets.insert(octets.begin(), 0);
    return integer(octets);
  };
  return sequence(positive(r), positive(s));
}

// What the server's CertificateVerify of a trace signs: RFC 8446, 4.4.3.
std::vector<std::uint8_t> signed_by_server(auto const& transcript) {
  std::vector<std::uint8_t> octets(64, 0x20);
  for (char c : std::string_view("TLS 1.3, server CertificateVerify")) octets.push_back(static_cast<std::uint8_t>(c));
  octets.push_back(0);
  const auto hash = transcript.hash();
  REQUIRE(hash);
  for (std::uint8_t octet : hash->value.view()) octets.push_back(octet);
  return octets;
}
// What follows the marker in a certificate.
std::vector<std::uint8_t> after_marker(std::string_view certificate, std::string_view marker, std::size_t size) {
  const std::size_t at = certificate.find(marker);
  REQUIRE(at != certificate.npos);
  return unhex(certificate.substr(at + marker.size(), 2 * size));
}
}  // namespace

TEST_CASE("Ed25519 verifies the vectors of RFC 8032, 7.1") {
  struct {
    std::string_view key, message, signature;
  } const vectors[] = {
      {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
       "4"
       "655141438e7a100b"},
      {"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
       "e"
       "b00d291612bb0c00"},
      {"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
       "d"
       "c027beceea1ec40a"},
  };
  for (auto const& v : vectors) {
    const auto key = unhex(v.key), text = unhex(v.message);
    const auto signature = unhex(v.signature);
    CHECK(verifies<signature_algorithm::ed25519>(ed25519_public_key{key}, text, signature));
    auto longer = text;
    longer.push_back(0);
    CHECK_FALSE(verifies<signature_algorithm::ed25519>(ed25519_public_key{key}, longer, signature));
    for (std::size_t i = 0; i < 64; ++i) {
      auto flipped = signature;
      flipped[i] ^= 1;
      CHECK_FALSE(verifies<signature_algorithm::ed25519>(ed25519_public_key{key}, text, flipped));
    }
    CHECK_FALSE(verifies<signature_algorithm::ed25519>(ed25519_public_key{bytes(key).first(31)}, text, signature));
  }
}

TEST_CASE("ECDSA verifies the vectors of RFC 6979, A.2.5 to A.2.7") {
  const ec_key a25{NamedGroup::secp256r1, unhex("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                                "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")};
  CHECK(verifies<signature_algorithm::ecdsa_sha256>(
      a25, as_bytes("sample"),
      ecdsa("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
            "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8")));
  CHECK(verifies<signature_algorithm::ecdsa_sha384>(
      a25, as_bytes("sample"),
      ecdsa("0eafea039b20e9b42309fb1d89e213057cbf973dc0cfc8f129edddc800ef7719",
            "4861f0491e6998b9455193e34e7b0d284ddd7149a74b95b9261f13abde940954")));
  CHECK(verifies<signature_algorithm::ecdsa_sha512>(
      a25, as_bytes("sample"),
      ecdsa("8496a60b5e9b47c825488827e0495b0e3fa109ec4568fd3f8d1097678eb97f00",
            "2362ab1adbe2b8adf9cb9edab740ea6049c028114f2460f96554f61fae3302fe")));
  const ec_key a26{
      NamedGroup::secp384r1,
      unhex("04ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc13"
            "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720")};
  CHECK(verifies<signature_algorithm::ecdsa_sha384>(
      a26, as_bytes("sample"),
      ecdsa("94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46",
            "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8")));
  const ec_key a27{
      NamedGroup::secp521r1,
      unhex("0401894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd371123d46e45db6b5d5370a7f20fb633155d38ff"
            "a16d2bd761dcac474b9a2f5023a400493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28a0db25741b5b"
            "34a828008b22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5")};
  const auto sample = ecdsa(
      "c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f174e25a1ee9017b5d450606add152b534931d7d4e8455c"
      "c91f9b15bf05ec36e377fa",
      "617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af282623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dc"
      "cc43997f1ee0e44da4a67a");
  CHECK(verifies<signature_algorithm::ecdsa_sha512>(a27, as_bytes("sample"), sample));
  CHECK_FALSE(verifies<signature_algorithm::ecdsa_sha512>(a27, as_bytes("simple"), sample));
  CHECK_FALSE(verifies<signature_algorithm::ecdsa_sha384>(a27, as_bytes("sample"), sample));
  CHECK(verifies<signature_algorithm::ecdsa_sha256>(
      a27, as_bytes("sample"),
      ecdsa(
          "01511bb4d675114fe266fc4372b87682baecc01d3cc62cf2303c92b3526012659d16876e25c7c1e57648f23b73564d67f61c6f14d527"
          "d54972810421e7d87589e1a7",
          "4a171143a83163d6df460aaf61522695f207a58b95c0644d87e52aa1a347916e4f7a72930b1bc06dbe22ce3f58264afd23704cbb63b2"
          "9b931f7de6c9d949a7ecfc")));
}

TEST_CASE("RSA and ECDSA verify what OpenSSL signed, and nothing under another algorithm") {
  const rsa_key rsa;
  using enum signature_algorithm;
  CHECK(verifies<rsa_pkcs1_sha256>(rsa, message, unhex(made::rsa_pkcs1_sha256_signature)));
  CHECK(verifies<rsa_pkcs1_sha384>(rsa, message, unhex(made::rsa_pkcs1_sha384_signature)));
  CHECK(verifies<rsa_pkcs1_sha512>(rsa, message, unhex(made::rsa_pkcs1_sha512_signature)));
  CHECK(verifies<rsa_pss_sha256>(rsa, message, unhex(made::rsa_pss_sha256_signature)));
  CHECK(verifies<rsa_pss_sha384>(rsa, message, unhex(made::rsa_pss_sha384_signature)));
  CHECK(verifies<rsa_pss_sha512>(rsa, message, unhex(made::rsa_pss_sha512_signature)));
  CHECK(verifies<ecdsa_sha256>(p256, message, unhex(made::p256_sha256_signature)));
  CHECK(verifies<ecdsa_sha384>(p256, message, unhex(made::p256_sha384_signature)));
  CHECK(verifies<ecdsa_sha512>(p256, message, unhex(made::p256_sha512_signature)));
  CHECK(verifies<ecdsa_sha512>(ec_key{NamedGroup::secp521r1, unhex(made::p521_point)}, message,
                               unhex(made::p521_sha512_signature)));

  CHECK_FALSE(verifies<rsa_pss_sha256>(rsa, message, unhex(made::rsa_pkcs1_sha256_signature)));
  CHECK_FALSE(verifies<rsa_pkcs1_sha256>(rsa, message, unhex(made::rsa_pss_sha256_signature)));
  CHECK_FALSE(verifies<rsa_pss_sha384>(rsa, message, unhex(made::rsa_pss_sha256_signature)));
  CHECK_FALSE(verifies<rsa_pkcs1_sha384>(rsa, message, unhex(made::rsa_pkcs1_sha256_signature)));
  CHECK_FALSE(verifies<ecdsa_sha256>(p256, message, unhex(made::p256_sha384_signature)));
  CHECK_FALSE(verifies<rsa_pss_sha256>(rsa, as_bytes("another"), unhex(made::rsa_pss_sha256_signature)));
}

TEST_CASE("RFC 8446, 4.2.3: the salt of RSA-PSS is as long as the hash") {
  CHECK_FALSE(verifies<signature_algorithm::rsa_pss_sha256>(rsa_key{}, message, unhex(made::rsa_pss_salt20_signature)));
}

TEST_CASE("a key of another kind, curve or size verifies nothing") {
  using enum signature_algorithm;
  CHECK_FALSE(verifies<ecdsa_sha256>(rsa_key{}, message, unhex(made::p256_sha256_signature)));
  CHECK_FALSE(verifies<rsa_pss_sha256>(p256, message, unhex(made::rsa_pss_sha256_signature)));
  CHECK_FALSE(verifies<ed25519>(p256, message, unhex(made::ed25519_signature)));
  CHECK_FALSE(
      verifies<ecdsa_sha256>(ec_key{NamedGroup::secp384r1, p256.point}, message, unhex(made::p256_sha256_signature)));
  CHECK_FALSE(
      verifies<ecdsa_sha256>(ec_key{NamedGroup::secp521r1, p256.point}, message, unhex(made::p256_sha256_signature)));
  CHECK_FALSE(
      verifies<ecdsa_sha256>(ec_key{NamedGroup::secp224r1, p256.point}, message, unhex(made::p256_sha256_signature)));
  CHECK_FALSE(verifies<ecdsa_sha256>(ec_key{NamedGroup::secp256r1, {}}, message, unhex(made::p256_sha256_signature)));
}

TEST_CASE("RFC 5480, 2.2: a compressed point is no public key here") {
  std::vector<std::uint8_t> compressed(p256.point.begin(), p256.point.begin() + 33);
  compressed[0] = p256.point.back() & 1 ? 3 : 2;
  CHECK_FALSE(verifies<signature_algorithm::ecdsa_sha256>(ec_key{NamedGroup::secp256r1, compressed}, message,
                                                          unhex(made::p256_sha256_signature)));
}

TEST_CASE("row 58: ECDSA refuses r or s of zero, of the order, or negative") {
  const auto zero = integer({0}), one = integer({1});
  // n of P-256 (FIPS 186-4, D.1.2.3)
  const auto n = integer(unhex("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"));
  const auto good = unhex(made::p256_sha256_signature);
  const std::vector<std::uint8_t> r(good.begin() + 2, good.begin() + 4 + good[3]),
      s(good.begin() + 4 + good[3], good.end());
  REQUIRE(verifies<signature_algorithm::ecdsa_sha256>(p256, message, sequence(r, s)));
  auto negative = s;
  negative[2] |= 0x80;
  for (auto const& bad :
       {sequence(zero, zero), sequence(zero, one), sequence(one, zero), sequence(n, n), sequence(zero, s),
        sequence(r, zero), sequence(n, s), sequence(r, n), sequence(s, r), sequence(r, negative)})
    CHECK_FALSE(verifies<signature_algorithm::ecdsa_sha256>(p256, message, bad));
}

TEST_CASE("an ECDSA signature that isn't the DER of its two numbers is refused") {
  const auto good = unhex(made::p256_sha256_signature);
  const std::vector<std::uint8_t> r(good.begin() + 2, good.begin() + 4 + good[3]),
      s(good.begin() + 4 + good[3], good.end());
  const auto refused = [&](std::vector<std::uint8_t> const& signature) {
    return !verifies<signature_algorithm::ecdsa_sha256>(p256, message, signature);
  };
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK(refused(std::vector<std::uint8_t>(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))));
  auto trailing = good;
  trailing.push_back(0);
  CHECK(refused(trailing));
  auto padded = std::vector<std::uint8_t>(s.begin() + 2, s.end());
  padded.insert(padded.begin(), {0, 0});
  CHECK(refused(sequence(r, integer(padded))));
  auto long_form = good;
  long_form.insert(long_form.begin() + 1, 0x81);
  CHECK(refused(long_form));
}

TEST_CASE("row 69: RSA keys below 2048 or above 8192 bits verify nothing") {
  const auto n1024 = unhex(made::rsa1024_modulus), e = unhex(made::rsa_exponent);
  CHECK_FALSE(verifies<signature_algorithm::rsa_pkcs1_sha256>(rsa_public_key{n1024, e}, message,
                                                              unhex(made::rsa1024_pkcs1_sha256_signature)));
  const auto n8200 = unhex(made::rsa8200_modulus);
  CHECK_FALSE(verifies<signature_algorithm::rsa_pkcs1_sha256>(rsa_public_key{n8200, e}, message,
                                                              unhex(made::rsa8200_pkcs1_sha256_signature)));
}

TEST_CASE("RSA keys with a leading zero, or with a public exponent that is even, one or long, verify nothing") {
  const rsa_key good;
  const auto signature = unhex(made::rsa_pkcs1_sha256_signature);
  const auto verifies_with = [&](std::vector<std::uint8_t> const& n, std::vector<std::uint8_t> const& e) {
    return verifies<signature_algorithm::rsa_pkcs1_sha256>(rsa_public_key{n, e}, message, signature);
  };
  REQUIRE(verifies_with(good.n, {1, 0, 1}));
  auto zero_first = good.n;
  zero_first.insert(zero_first.begin(), 0);
  CHECK_FALSE(verifies_with(zero_first, {1, 0, 1}));
  CHECK_FALSE(verifies_with(good.n, {0, 1, 0, 1}));
  CHECK_FALSE(verifies_with(good.n, {}));
  CHECK_FALSE(verifies_with({}, {1, 0, 1}));
  CHECK_FALSE(verifies_with(good.n, {1, 0, 0}));
  CHECK_FALSE(verifies_with(good.n, {1, 0, 0, 0, 1}));

  // With an exponent of 1 anyone can sign: the signature is the padded hash itself (RFC 8017, 9.2).
  std::vector<std::uint8_t> padded{0, 1};
  padded.resize(256 - 32 - 20, 0xff);
  for (std::uint8_t octet : unhex("003031300d060960864801650304020105000420")) padded.push_back(octet);
  boringssl::hash<hash_algorithm::sha256> h(b);
  h.update(message);
  padded.resize(256);
  REQUIRE(h.finish(mutable_bytes(padded).last(32)));
  CHECK_FALSE(verifies<signature_algorithm::rsa_pkcs1_sha256>(rsa_public_key{good.n, std::vector<std::uint8_t>{1}},
                                                              message, padded));
}

TEST_CASE("RSA signatures of another length than the modulus are refused") {
  auto signature = unhex(made::rsa_pss_sha256_signature);
  signature.push_back(0);
  CHECK_FALSE(verifies<signature_algorithm::rsa_pss_sha256>(rsa_key{}, message, signature));
  signature.resize(255);
  CHECK_FALSE(verifies<signature_algorithm::rsa_pss_sha256>(rsa_key{}, message, signature));
  CHECK_FALSE(verifies<signature_algorithm::rsa_pss_sha256>(rsa_key{}, message, {}));
}

TEST_CASE("RFC 8448, 6: the ECDSA signature of the trace's CertificateVerify is good") {
  test::rfc8448::trace const& t = test::rfc8448::client_authentication;
  early_transcript early;
  REQUIRE(early.add(unhex(t.client_hello)));
  const auto content = signed_by_server(early.begin(b, hash_algorithm::sha256)
                                            .add<after::ServerHello>(unhex(t.server_hello))
                                            .add<after::EncryptedExtensions>(unhex(t.encrypted_extensions))
                                            .add<after::CertificateRequest>(unhex(t.certificate_request))
                                            .add<after::ServerCertificate>(unhex(t.server_certificate)));
  // The BIT STRING of the subjectPublicKey, and the signature after header, scheme and length.
  const ec_key key{NamedGroup::secp256r1, after_marker(t.server_certificate, "034200", 65)};
  REQUIRE(t.server_certificate_verify.substr(8, 4) == "0403");
  auto signature = unhex(t.server_certificate_verify.substr(16));
  CHECK(verifies<signature_algorithm::ecdsa_sha256>(key, content, signature));
  signature.back() ^= 1;
  CHECK_FALSE(verifies<signature_algorithm::ecdsa_sha256>(key, content, signature));
}

TEST_CASE("RFC 8448, 3: the trace's RSA key of 1024 bits is too small, good as its signature is") {
  test::rfc8448::trace const& t = test::rfc8448::simple_1rtt;
  early_transcript early;
  REQUIRE(early.add(unhex(t.client_hello)));
  const auto content = signed_by_server(early.begin(b, hash_algorithm::sha256)
                                            .add<after::ServerHello>(unhex(t.server_hello))
                                            .add<after::EncryptedExtensions>(unhex(t.encrypted_extensions))
                                            .add<after::ServerCertificate>(unhex(t.server_certificate)));
  const auto n = after_marker(t.server_certificate, "02818100", 128), e = unhex(made::rsa_exponent);
  REQUIRE(t.server_certificate_verify.substr(8, 4) == "0804");
  CHECK_FALSE(verifies<signature_algorithm::rsa_pss_sha256>(rsa_public_key{n, e}, content,
                                                            unhex(t.server_certificate_verify.substr(16))));
}
