#include "cxtls/protocol/extension/delegated_credential.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto schemes = octets(0, 4, 0x08, 0x07, 0x04, 0x03);
constexpr auto credential = octets(0, 9, 0x3a, 0x80, 0x08, 0x07, 0, 0, 2, 0x30, 0, 0x04, 0x03, 0, 1, 0xaa);
}  // namespace

TEST_CASE("RFC 9345, 4.1.1: a peer that takes delegated credentials says by which schemes their keys may sign") {
  obeys_the_laws<DelegatedCredentialSchemes, schemes>();
  BOTH(parse<DelegatedCredentialSchemes>(schemes)->supported_signature_algorithms.size() == 2);
  BOTH(refusal<DelegatedCredentialSchemes>(octets(0, 0)) == errc::length_out_of_range);
  BOTH(refusal<DelegatedCredentialSchemes>(octets(0, 1, 8)) == errc::length_out_of_range);
}

TEST_CASE("RFC 9345, 4: a credential is a time, a scheme and a key, and a signature over them") {
  obeys_the_laws<DelegatedCredential, credential>();
  BOTH(parse<DelegatedCredential>(credential)->cred.valid_time == 604800);
  BOTH(parse<DelegatedCredential>(credential)->cred.dc_cert_verify_algorithm == SignatureScheme::ed25519);
  BOTH(equal(parse<DelegatedCredential>(credential)->cred.ASN1_subjectPublicKeyInfo, octets(0x30, 0)));
  BOTH(parse<DelegatedCredential>(credential)->algorithm == SignatureScheme::ecdsa_secp256r1_sha256);
  BOTH(equal(parse<DelegatedCredential>(credential)->signature, octets(0xaa)));
}

TEST_CASE("RFC 9345, 4: neither a credential's key nor its signature is empty") {
  BOTH(refusal<DelegatedCredential>(octets(0, 0, 0, 1, 8, 7, 0, 0, 0, 4, 3, 0, 1, 1)) == errc::length_out_of_range);
  BOTH(refusal<DelegatedCredential>(octets(0, 0, 0, 1, 8, 7, 0, 0, 1, 1, 4, 3, 0, 0)) == errc::length_out_of_range);
}
