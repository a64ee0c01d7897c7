#include "cxtls/protocol/tls12/certificate.hpp"

#include "protocol/tls12/openssl_trace.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = openssl12;

TEST_CASE("A40: OpenSSL's Certificate of TLS 1.2") {
  obeys_the_laws<tls12::Certificate, trace::certificate>();
  BOTH(parse<tls12::Certificate>(trace::certificate)->certificate_list.size() == 1);
  BOTH(parse<tls12::Certificate>(trace::certificate)->certificate_list.front().der.size() == 350);
}

TEST_CASE("A40: a list of TLS 1.2 may be empty, a certificate in it may not") {
  BOTH(round_trips<tls12::Certificate>(octets(0, 0, 0)));
  BOTH(parse<tls12::Certificate>(octets(0, 0, 0))->certificate_list.empty());
  BOTH(refusal<tls12::Certificate>(octets(0, 0, 3, 0, 0, 0)) == errc::length_out_of_range);
  static constexpr ASN1Cert none[] = {{}};
  BOTH(build_refusal(tls12::Certificate{none}) == errc::length_out_of_range);
}

TEST_CASE("A40: two certificates in a row, and a last one that the list cuts off") {
  static constexpr auto two = octets(0, 0, 9, 0, 0, 1, 0x30, 0, 0, 2, 0x30, 0);
  obeys_the_laws<tls12::Certificate, two>();
  BOTH(parse<tls12::Certificate>(two)->certificate_list.size() == 2);
  BOTH(refusal<tls12::Certificate>(octets(0, 0, 6, 0, 0, 1, 0x30, 0, 0)) == errc::truncated);
  BOTH(refusal<tls12::Certificate>(octets(0, 0, 4, 0, 0, 2, 0x30)) == errc::truncated);
}

TEST_CASE("A40: a certificate has at most 2^24-1 octets") {
  BOTH(wire<ASN1Cert>.max_size() == 3 + 16777215);
  const std::vector<std::uint8_t> longest(16777216);
  CHECK(build_refusal(ASN1Cert{bytes(longest).first(16777215)}) == errc::none);
  CHECK(build_refusal(ASN1Cert{longest}) == errc::length_out_of_range);
}

TEST_CASE("C8: of a type that isn't known yet, it is one vector (RFC 7250, 3)") {
  obeys_the_laws<tls12::AnyCertificate, trace::certificate>();
  BOTH(parse<tls12::AnyCertificate>(octets(0, 0, 0))->certificate.empty());
  BOTH(parse<tls12::AnyCertificate>(octets(0, 0, 2, 0x30, 0))->certificate.size() == 2);
  BOTH(refusal<tls12::AnyCertificate>(octets(0, 0, 3, 0x30, 0)) == errc::truncated);
}
