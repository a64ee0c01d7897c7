#include "cxtls/protocol/legacy/signature_and_hash_algorithm.hpp"

#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto ecdsa_sha256 = octets(4, 3);
}  // namespace

TEST_CASE("A29: a SignatureScheme is the octets of a SignatureAndHashAlgorithm") {
  obeys_the_laws<legacy::SignatureAndHashAlgorithm, ecdsa_sha256>();
  BOTH(parse<legacy::SignatureAndHashAlgorithm>(ecdsa_sha256)->hash == HashAlgorithm::sha256);
  BOTH(parse<legacy::SignatureAndHashAlgorithm>(ecdsa_sha256)->signature == SignatureAlgorithm::ecdsa);
  BOTH(*parse<SignatureScheme>(ecdsa_sha256) == SignatureScheme::ecdsa_secp256r1_sha256);
  BOTH(parse<legacy::SignatureAndHashAlgorithm>(octets(8, 7))->hash == HashAlgorithm::Intrinsic);
  BOTH(*parse<SignatureScheme>(octets(8, 7)) == SignatureScheme::ed25519);
  BOTH(round_trips<legacy::SignatureAndHashAlgorithm>(octets(99, 98)));
}
