#include "cxtls/x509/algorithm.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using crypto::signature_algorithm;
using test::octets;

namespace {
constexpr std::optional<signature_algorithm> algorithm(bytes der) {
  const auto parsed = parse<x509::AlgorithmIdentifier>(der);
  return parsed ? x509::signature_algorithm_of(*parsed) : std::nullopt;
}
std::optional<signature_algorithm> algorithm(std::string_view hex) {
  const auto der = test::unhex(hex);
  return algorithm(bytes(der));
}
constexpr auto none = std::nullopt;
}  // namespace

// The encodings are those of CA/Browser Forum Baseline Requirements 2.0, 7.1.3.2.
TEST_CASE("signature algorithms are what the Baseline Requirements print") {
  CHECK(algorithm("300d06092a864886f70d01010b0500") == signature_algorithm::rsa_pkcs1_sha256);
  CHECK(algorithm("300d06092a864886f70d01010c0500") == signature_algorithm::rsa_pkcs1_sha384);
  CHECK(algorithm("300d06092a864886f70d01010d0500") == signature_algorithm::rsa_pkcs1_sha512);
  CHECK(algorithm("300a06082a8648ce3d040302") == signature_algorithm::ecdsa_sha256);
  CHECK(algorithm("300a06082a8648ce3d040303") == signature_algorithm::ecdsa_sha384);
  CHECK(algorithm("300a06082a8648ce3d040304") == signature_algorithm::ecdsa_sha512);
  CHECK(algorithm("304106092a864886f70d01010a3034a00f300d0609608648016503040201"
                  "0500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120") ==
        signature_algorithm::rsa_pss_sha256);
  CHECK(algorithm("304106092a864886f70d01010a3034a00f300d0609608648016503040202"
                  "0500a11c301a06092a864886f70d010108300d06096086480165030402020500a203020130") ==
        signature_algorithm::rsa_pss_sha384);
  CHECK(algorithm("304106092a864886f70d01010a3034a00f300d0609608648016503040203"
                  "0500a11c301a06092a864886f70d010108300d06096086480165030402030500a203020140") ==
        signature_algorithm::rsa_pss_sha512);
}

// RFC 8410, 3.
TEST_CASE("Ed25519 is an OID alone") {
  BOTH(algorithm(octets(0x30, 5, 0x06, 3, 0x2b, 0x65, 0x70)) == signature_algorithm::ed25519);
  BOTH(algorithm(octets(0x30, 7, 0x06, 3, 0x2b, 0x65, 0x70, 0x05, 0)) == none);
}

TEST_CASE("parameters are as the RFC of each algorithm has them") {
  // RFC 4055, 5: NULL or absent. RFC 5758, 3.2: absent.
  CHECK(algorithm("300b06092a864886f70d01010b") == signature_algorithm::rsa_pkcs1_sha256);
  CHECK(algorithm("300f06092a864886f70d01010b04020102") == none);
  CHECK(algorithm("300c06082a8648ce3d0403020500") == none);
}

TEST_CASE("PSS with another mask, another salt, or defaults of SHA-1 isn't an algorithm of ours") {
  const std::string head = "304106092a864886f70d01010a3034a00f300d06096086480165030402010500";
  CHECK(algorithm(head + "a11c301a06092a864886f70d010108300d06096086480165030402020500a203020120") == none);
  CHECK(algorithm(head + "a11c301a06092a864886f70d010108300d06096086480165030402010500a203020114") == none);
  CHECK(algorithm(head + "a11c301a06092a864886f70d010109300d06096086480165030402010500a203020120") == none);
  CHECK(algorithm("300d06092a864886f70d01010a3000") == none);
  CHECK(algorithm("300d06092a864886f70d01010a0500") == none);
  CHECK(algorithm("300b06092a864886f70d01010a") == none);
}

TEST_CASE("PITFALLS 23, 130: MD5, SHA-1 and MD2 are unknown") {
  CHECK(algorithm("300d06092a864886f70d0101040500") == none);  // md5WithRSAEncryption
  CHECK(algorithm("300d06092a864886f70d0101050500") == none);  // sha1WithRSAEncryption
  CHECK(algorithm("300906072a8648ce3d0401") == none);          // ecdsa-with-SHA1
}

TEST_CASE("an AlgorithmIdentifier obeys the laws and is compared with its parameters") {
  static constexpr auto rsa = octets(0x30, 0x0d, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b, 0x05, 0);
  static constexpr auto bare = octets(0x30, 0x0b, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b);
  test::obeys_the_laws<x509::AlgorithmIdentifier, rsa>();
  test::obeys_the_laws<x509::AlgorithmIdentifier, bare>();
  BOTH(*parse<x509::AlgorithmIdentifier>(rsa) == *parse<x509::AlgorithmIdentifier>(rsa));
  BOTH(!(*parse<x509::AlgorithmIdentifier>(rsa) == *parse<x509::AlgorithmIdentifier>(bare)));
}

TEST_CASE("a signature algorithm that the backend adds is known by its OID, without parameters") {
  constexpr auto oid = der::oid_of<1, 3, 101, 113>;
  static constexpr auto own = std::array{crypto::own_scheme(SignatureScheme::ed448, crypto::own_signature(0), oid)};
  CHECK(x509::signature_algorithm_of({oid, std::nullopt}, own) == crypto::own_signature(0));
  CHECK(x509::signature_algorithm_of({oid, der::any{der::tag::null, {}}}, own) == none);
  CHECK(x509::signature_algorithm_of({oid, std::nullopt}) == none);
  CHECK(x509::signature_algorithm_of({x509::id_Ed25519, std::nullopt}, own) == signature_algorithm::ed25519);
}
