#include "cxtls/protocol/tls13/certificate_verify.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("A45: RFC 8448's CertificateVerify") {
  obeys_the_laws<CertificateVerify, trace::certificate_verify>();
  BOTH(parse<CertificateVerify>(trace::certificate_verify)->algorithm == SignatureScheme::rsa_pss_rsae_sha256);
  BOTH(parse<CertificateVerify>(trace::certificate_verify)->signature.size() == 128);
}

TEST_CASE("A45: an unknown scheme is kept, and a signature may be empty: judging it is the verifier's") {
  BOTH(parse<CertificateVerify>(octets(0xfe, 0xfe, 0, 0))->algorithm == SignatureScheme{0xfefe});
  CHECK(refusal<CertificateVerify>(std::vector<std::uint8_t>{8, 4} + prefixed(2, 65535)) == errc::none);
}
