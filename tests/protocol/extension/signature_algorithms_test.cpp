#include "cxtls/protocol/extension/signature_algorithms.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
// From the ClientHello of RFC 8448, 3.
constexpr auto fifteen =
    octets(0, 0x1e, 4, 3, 5, 3, 6, 3, 2, 3, 8, 4, 8, 5, 8, 6, 4, 1, 5, 1, 6, 1, 2, 1, 4, 2, 5, 2, 6, 2, 2, 2);
constexpr auto unknown_first = octets(0, 4, 0xfe, 0xff, 8, 7);
}  // namespace

TEST_CASE("A29: RFC 8448's signature_algorithms begin with ECDSA on P-256") {
  obeys_the_laws<SignatureAlgorithms, fifteen>();
  BOTH(parse<SignatureAlgorithms>(fifteen)->supported_signature_algorithms.size() == 15);
  BOTH(parse<SignatureAlgorithms>(fifteen)->supported_signature_algorithms.front() ==
       SignatureScheme::ecdsa_secp256r1_sha256);
}

TEST_CASE("A29: an unknown scheme is kept") {
  obeys_the_laws<SignatureAlgorithms, unknown_first>();
  BOTH(parse<SignatureAlgorithms>(unknown_first)->supported_signature_algorithms.front() == SignatureScheme{0xfeff});
}

TEST_CASE("A29: schemes are at least one, whole, and at most 2^16-2 octets") {
  BOTH(refusal<SignatureAlgorithms>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<SignatureAlgorithms>(octets(0, 1, 4)) == errc::length_out_of_range);
  BOTH(refusal<SignatureAlgorithms>(octets(0, 3, 4, 3, 5)) == errc::truncated);
  CHECK(refusal<SignatureAlgorithms>(prefixed(2, 65534)) == errc::none);
  CHECK(refusal<SignatureAlgorithms>(prefixed(2, 65535)) == errc::length_out_of_range);
}

TEST_CASE("A29: signature_algorithms_cert has the same form and bounds") {
  obeys_the_laws<SignatureAlgorithmsCert, fifteen>();
  BOTH(refusal<SignatureAlgorithmsCert>(octets(0, 0)) == errc::length_out_of_range);
  CHECK(refusal<SignatureAlgorithmsCert>(prefixed(2, 65535)) == errc::length_out_of_range);
}
