#include "cxtls/protocol/tls12/certificate_request.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

TEST_CASE("A37: OpenSSL's CertificateRequest of TLS 1.2") {
  obeys_the_laws<tls12::CertificateRequest, trace::certificate_request>();
  BOTH(parse<tls12::CertificateRequest>(trace::certificate_request)->certificate_types.size() == 3);
  BOTH(parse<tls12::CertificateRequest>(trace::certificate_request)
           ->certificate_types.contains(ClientCertificateType::ecdsa_sign));
  BOTH(parse<tls12::CertificateRequest>(trace::certificate_request)->supported_signature_algorithms.size() == 20);
  BOTH(parse<tls12::CertificateRequest>(trace::certificate_request)->certificate_authorities.size() == 1);
  // CN=s
  BOTH(parse<tls12::CertificateRequest>(trace::certificate_request)->certificate_authorities.front().der.size() == 14);
}

TEST_CASE("A37: certificate_types holds 1 to 255 types and keeps unknown ones") {
  const std::vector<std::uint8_t> rest = {0, 2, 4, 3, 0, 0};
  CHECK(refusal<tls12::CertificateRequest>(prefixed(1, 0) + rest) == errc::length_out_of_range);
  CHECK(refusal<tls12::CertificateRequest>(prefixed(1, 1) + rest) == errc::none);
  CHECK(refusal<tls12::CertificateRequest>(prefixed(1, 255) + rest) == errc::none);
  static constexpr SignatureScheme schemes[] = {SignatureScheme::ed25519};
  BOTH(build_refusal(tls12::CertificateRequest{.supported_signature_algorithms = schemes}) ==
       errc::length_out_of_range);
  BOTH(parse<tls12::CertificateRequest>(octets(1, 0x63, 0, 2, 4, 3, 0, 0))->certificate_types.front() ==
       ClientCertificateType{0x63});
}

TEST_CASE("A29: a request's signature algorithms are at least one, whole, and at most 2^16-2 octets") {
  const std::vector<std::uint8_t> start = {1, 64}, end = {0, 0};
  CHECK(refusal<tls12::CertificateRequest>(start + prefixed(2, 0) + end) == errc::length_out_of_range);
  CHECK(refusal<tls12::CertificateRequest>(start + prefixed(2, 1) + end) == errc::length_out_of_range);
  CHECK(refusal<tls12::CertificateRequest>(start + prefixed(2, 2) + end) == errc::none);
  CHECK(refusal<tls12::CertificateRequest>(start + prefixed(2, 3) + end) == errc::truncated);
  CHECK(refusal<tls12::CertificateRequest>(start + prefixed(2, 65534) + end) == errc::none);
  static constexpr ClientCertificateType types[] = {ClientCertificateType::ecdsa_sign};
  BOTH(build_refusal(tls12::CertificateRequest{.certificate_types = types}) == errc::length_out_of_range);
}

TEST_CASE("A37: certificate_authorities is a vector of names, each behind its length, and may be empty") {
  static constexpr auto two = octets(1, 1, 0, 2, 4, 3, 0, 7, 0, 2, 0x30, 0, 0, 1, 0x31);
  obeys_the_laws<tls12::CertificateRequest, two>();
  BOTH(parse<tls12::CertificateRequest>(two)->certificate_authorities.size() == 2);
  BOTH(parse<tls12::CertificateRequest>(octets(1, 1, 0, 2, 4, 3, 0, 0))->certificate_authorities.empty());
  // Octets that are no such vector: python-tls takes them.
  BOTH(refusal<tls12::CertificateRequest>(octets(1, 1, 0, 2, 4, 3, 0, 3, 1, 2, 3)) == errc::truncated);
  BOTH(refusal<tls12::CertificateRequest>(octets(1, 1, 0, 2, 4, 3, 0, 2, 0, 0)) == errc::length_out_of_range);
}
