#include "cxtls/protocol/tls13/certificate_request.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("A37: RFC 8448's CertificateRequest") {
  obeys_the_laws<CertificateRequest, trace::certificate_request>();
  BOTH(parse<CertificateRequest>(trace::certificate_request)->certificate_request_context.empty());
  BOTH(std::holds_alternative<SignatureAlgorithms>(
      parse<CertificateRequest>(trace::certificate_request)->extensions.front().extension_data));
}

TEST_CASE("A37: a context has at most 255 octets") {
  const std::vector<std::uint8_t> no_extensions = {0, 0};
  CHECK(refusal<CertificateRequest>(prefixed(1, 255) + no_extensions) == errc::none);
  const std::vector<std::uint8_t> context(256);
  CHECK(build_refusal(CertificateRequest{.certificate_request_context = context}) == errc::length_out_of_range);
}
