#include "cxtls/protocol/extension/status_request.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto plain_request = octets(1, 0, 0, 0, 0);
constexpr auto full_request = octets(1, 0, 5, 0, 3, 0xa1, 0xa2, 0xa3, 0, 2, 0x30, 0);
constexpr auto response = octets(1, 0, 0, 3, 0x30, 1, 0);
constexpr auto empty = octets();
constexpr OCSPStatusRequest ocsp_of(bytes in) {
  return std::get<OCSPStatusRequest>(parse<CertificateStatusRequest>(in)->request);
}
}  // namespace

TEST_CASE("A33: an OCSP request may name responders and carry extensions") {
  obeys_the_laws<CertificateStatusRequest, plain_request>();
  obeys_the_laws<CertificateStatusRequest, full_request>();
  BOTH(ocsp_of(plain_request).responder_id_list.empty());
  BOTH(ocsp_of(full_request).responder_id_list.front().der.size() == 3);
  BOTH(equal(ocsp_of(full_request).request_extensions, octets(0x30, 0)));
}

TEST_CASE("A33: a responder's id is not empty") {
  BOTH(refusal<CertificateStatusRequest>(octets(1, 0, 2, 0, 0, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<CertificateStatusRequest>(octets(1, 0, 3, 0, 1, 0xaa, 0, 0)) == errc::none);
}

TEST_CASE("A33: a request of an unknown type is kept") {
  BOTH(round_trips<CertificateStatusRequest>(octets(9, 1, 2, 3)));
  BOTH(std::get<0>(parse<CertificateStatusRequest>(octets(9, 1, 2, 3))->request).tag == CertificateStatusType{9});
}

TEST_CASE("A33: a CertificateRequest asks with an empty body") { obeys_the_laws<ClientStatusRequest, empty>(); }

TEST_CASE("A33: a ServerHello of TLS 1.2 answers with an empty body") {
  obeys_the_laws<StatusRequestAcknowledged, empty>();
}

TEST_CASE("A44: a stapled response is ocsp and not empty") {
  obeys_the_laws<CertificateStatus, response>();
  BOTH(equal(std::get<OCSPResponse>(parse<CertificateStatus>(response)->response).der, octets(0x30, 1, 0)));
  BOTH(refusal<CertificateStatus>(octets(1, 0, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<CertificateStatus>(octets(2, 0, 0, 1, 0)) == errc::unknown_value);
}
