#include "cxtls/protocol/tls13/certificate.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("A40: RFC 8448's Certificates, the server's and the client's") {
  obeys_the_laws<Certificate, trace::certificate>();
  obeys_the_laws<Certificate, trace::client_certificate>();
  BOTH(parse<Certificate>(trace::certificate)->certificate_list.size() == 1);
  BOTH(parse<Certificate>(trace::certificate)->certificate_list.front().cert_data.size() == 0x1b0);
  BOTH(parse<Certificate>(trace::certificate)->certificate_list.front().extensions.empty());
}

TEST_CASE("A40: an empty list is a Certificate, an empty certificate isn't") {
  BOTH(round_trips<Certificate>(octets(0, 0, 0, 0)));
  BOTH(refusal<Certificate>(octets(0, 0, 0, 5, 0, 0, 0, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<Certificate>(octets(0, 0, 0, 6, 0, 0, 1, 0x30, 0, 0)) == errc::none);
}

TEST_CASE("A40: entries carry their own extensions") {
  static constexpr auto stapled = octets(0, 0, 0, 15, 0, 0, 1, 0x30, 0, 9, 0, 5, 0, 5, 1, 0, 0, 1, 0xaa);
  obeys_the_laws<Certificate, stapled>();
  BOTH(std::holds_alternative<CertificateStatus>(
      parse<Certificate>(stapled)->certificate_list.front().extensions.front().extension_data));
}
