#include "cxtls/x509/public_key.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"
#include "support/wire_laws.hpp"
#include "x509/maker.hpp"

using namespace cxtls;

namespace {

using test::octet_vector;

// The keys of an SPKI with these parts.
result<x509::subject_key> key(der::oid algorithm, std::optional<der::any> parameters, bytes subject_key) {
  return x509::key_of({{algorithm, parameters}, {0, subject_key}});
}
errc refusal(der::oid algorithm, std::optional<der::any> parameters, bytes subject_key) {
  const auto k = key(algorithm, parameters, subject_key);
  return k ? errc::none : k.error().code;
}
constexpr der::any null{der::tag::null, {}};
octet_vector rsa(octet_vector const& modulus, octet_vector const& exponent) {
  return test::encode(x509::RSAPublicKey{modulus, exponent});
}
octet_vector modulus(std::size_t bits) {
  octet_vector m((bits + 7) / 8, 0xff);
  m.front() = static_cast<std::uint8_t>(0xff >> ((8 - bits % 8) % 8));
  return m;
}
der::any curve(der::oid id) { return {der::tag::object_identifier, id.contents}; }
octet_vector point(std::size_t size, std::uint8_t first = 4) {
  octet_vector p(size, 1);
  p.front() = first;
  return p;
}

}  // namespace

// RFC 8410, 10.1.
TEST_CASE("the RFC's Ed25519 key is read") {
  const auto der =
      test::unhex("302a300506032b657003210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
  const auto info = parse<x509::SubjectPublicKeyInfo>(der);
  REQUIRE(info);
  const auto k = x509::key_of(*info);
  REQUIRE(k);
  REQUIRE(std::holds_alternative<crypto::ed25519_public_key>(*k));
  CHECK(test::hex(std::get<crypto::ed25519_public_key>(*k).key) ==
        "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
  CHECK(test::round_trips<x509::SubjectPublicKeyInfo>(der));
  CHECK(test::refuses_one_octet_more<x509::SubjectPublicKeyInfo>(der));
  CHECK(test::refuses_prefixes<x509::SubjectPublicKeyInfo>(der, 0, der.size(), {}));
}

TEST_CASE("Ed25519 keys are 32 octets without parameters") {
  const octet_vector k(32), shorter(31);
  CHECK(refusal(x509::id_Ed25519, std::nullopt, k) == errc::none);
  CHECK(refusal(x509::id_Ed25519, null, k) == errc::certificate_malformed);
  CHECK(refusal(x509::id_Ed25519, std::nullopt, shorter) == errc::certificate_malformed);
}

TEST_CASE("an RSA key is odd, with an odd exponent, of a size that costs no more than it should") {
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(2048), {1, 0, 1})) == errc::none);
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(2048), {3})) == errc::none);
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(8192), {3})) == errc::none);
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(8193), {3})) == errc::certificate_key_too_large);
  const auto malformed = errc::certificate_malformed;
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(2048), {1})) == malformed);
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(2048), {4})) == malformed);
  CHECK(refusal(x509::rsaEncryption, null, rsa(modulus(2048), {1, 0, 0, 0, 1})) == malformed);
  auto even = modulus(2048);
  even.back() = 0xfe;
  CHECK(refusal(x509::rsaEncryption, null, rsa(even, {3})) == malformed);
  CHECK(refusal(x509::rsaEncryption, std::nullopt, rsa(modulus(2048), {3})) == malformed);
  CHECK(refusal(x509::rsaEncryption, null, octet_vector{0x30, 0x00}) == malformed);
  // A negative modulus.
  CHECK(refusal(x509::rsaEncryption, null, octet_vector{0x30, 6, 2, 1, 0x81, 2, 1, 3}) == malformed);
}

TEST_CASE("bits are counted from the highest one set") {
  CHECK(x509::bits_of(modulus(2048)) == 2048);
  CHECK(x509::bits_of(modulus(2047)) == 2047);
  CHECK(x509::bits_of(modulus(2041)) == 2041);
  CHECK(x509::bits_of({}) == 0);
}

TEST_CASE("an EC key is an uncompressed point on P-256, P-384 or P-521") {
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp256r1), point(65)) == errc::none);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp384r1), point(97)) == errc::none);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp521r1), point(133)) == errc::none);
  const auto malformed = errc::certificate_malformed;
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp256r1), point(33, 2)) == malformed);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp256r1), point(65, 6)) == malformed);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp256r1), point(64)) == malformed);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp256r1), point(97)) == malformed);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp521r1), point(131)) == malformed);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp521r1), point(67, 3)) == malformed);
  CHECK(refusal(x509::id_ecPublicKey, curve(x509::secp256r1), {}) == malformed);
}

TEST_CASE("PITFALLS 15, 40, 56, 90: explicit curves are refused before they are looked at") {
  static constexpr std::uint8_t inside[] = {0x02, 0x01, 0x01};
  CHECK(refusal(x509::id_ecPublicKey, der::any{der::tag::sequence, inside}, point(65)) ==
        errc::certificate_algorithm_unsupported);
  CHECK(refusal(x509::id_ecPublicKey, null, point(65)) == errc::certificate_algorithm_unsupported);
  CHECK(refusal(x509::id_ecPublicKey, std::nullopt, point(65)) == errc::certificate_algorithm_unsupported);
}

TEST_CASE("PITFALLS 84: a key of another kind is an unknown one, not none") {
  const auto k = key(der::oid_of<1, 2, 840, 10040, 4, 1>, std::nullopt, point(20));  // DSA
  REQUIRE(k);
  CHECK(std::holds_alternative<x509::unknown_key>(*k));
  CHECK(!x509::usable(*k));
  const auto p224 = key(x509::id_ecPublicKey, curve(der::oid_of<1, 3, 132, 0, 33>), point(57));
  REQUIRE(p224);
  CHECK(std::holds_alternative<x509::unknown_key>(*p224));
}

TEST_CASE("a key that isn't whole octets is refused") {
  static constexpr std::uint8_t octet[] = {0x80};
  CHECK(x509::key_of({{x509::id_Ed25519, std::nullopt}, {1, octet}}).error().code == errc::certificate_malformed);
}

TEST_CASE("a key of an algorithm that the backend adds is kept, whole and without parameters") {
  constexpr auto oid = der::oid_of<1, 3, 101, 113>;
  static constexpr auto own = std::array{crypto::own_scheme(SignatureScheme::ed448, crypto::own_signature(0), oid)};
  const octet_vector octets = point(57);
  const auto read = [&](der::oid algorithm, std::optional<der::any> parameters) {
    return x509::key_of({{algorithm, parameters}, {0, octets}}, own);
  };
  const auto k = read(oid, std::nullopt);
  REQUIRE(k);
  REQUIRE(std::holds_alternative<crypto::own_public_key>(*k));
  CHECK(std::get<crypto::own_public_key>(*k).algorithm == oid);
  CHECK(equal(std::get<crypto::own_public_key>(*k).key, octets));
  CHECK(kind_of(*x509::usable(*k)) == crypto::key_kind::own);
  CHECK(read(oid, null).error() == error{errc::certificate_malformed, "parameters"});
  CHECK(std::holds_alternative<x509::unknown_key>(*read(der::oid_of<1, 3, 101, 111>, std::nullopt)));
  CHECK(std::holds_alternative<x509::unknown_key>(*key(oid, std::nullopt, octets)));
}

TEST_CASE("C8: a raw public key is a whole SubjectPublicKeyInfo, and is encoded again as it came") {
  const auto spki = [](der::oid algorithm, std::optional<der::any> parameters, octet_vector const& octets) {
    return test::encode(x509::SubjectPublicKeyInfo{{algorithm, parameters}, {0, octets}});
  };
  const octet_vector known[] = {spki(x509::id_Ed25519, std::nullopt, octet_vector(32, 7)),
                                spki(x509::id_ecPublicKey, curve(x509::secp256r1), point(65)),
                                spki(x509::id_ecPublicKey, curve(x509::secp384r1), point(97)),
                                spki(x509::id_ecPublicKey, curve(x509::secp521r1), point(133)),
                                spki(x509::rsaEncryption, null, rsa(modulus(2048), {1, 0, 1}))};
  for (octet_vector const& der : known) {
    const auto key = x509::raw_public_key(der);
    REQUIRE(key);
    buffer again;
    REQUIRE(again.append(bytes(der).first(1)));
    REQUIRE(x509::append_spki(*key, again));
    CHECK(equal(again.view().subspan(1), der));

    for (std::size_t n = 0; n < der.size(); ++n)
      CHECK(x509::raw_public_key(bytes(der).first(n)).error().code == errc::certificate_malformed);
    octet_vector longer = der;
    longer.push_back(0);
    CHECK(x509::raw_public_key(longer).error().code == errc::certificate_malformed);
  }
  const auto dsa = spki(der::oid_of<1, 2, 840, 10040, 4, 1>, std::nullopt, point(20));
  CHECK(x509::raw_public_key(dsa).error().code == errc::certificate_algorithm_unsupported);
  buffer out;
  CHECK(x509::append_spki(crypto::ec_public_key{NamedGroup::x25519, {}}, out).error().code ==
        errc::certificate_algorithm_unsupported);
  CHECK(out.empty());
}
