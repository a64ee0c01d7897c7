#include "cxtls/protocol/tls13/compressed_certificate.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto by_brotli = octets(0, 2, 0, 1, 2, 0, 0, 3, 0xa, 0xb, 0xc);
constexpr auto by_nobody = octets(0xff, 1, 0xff, 0xff, 0xff, 0, 0, 1, 0);
}  // namespace

TEST_CASE("RFC 8879, 4: a CompressedCertificate says how it was compressed, and how long it will be") {
  obeys_the_laws<CompressedCertificate, by_brotli>();
  obeys_the_laws<CompressedCertificate, by_nobody>();
  BOTH(parse<CompressedCertificate>(by_brotli)->algorithm == CertificateCompressionAlgorithm::brotli);
  BOTH(parse<CompressedCertificate>(by_brotli)->uncompressed_length == 258);
  BOTH(equal(parse<CompressedCertificate>(by_brotli)->compressed_certificate_message, octets(0xa, 0xb, 0xc)));
  BOTH(parse<CompressedCertificate>(by_nobody)->uncompressed_length == 0xffffff);
  BOTH(refusal<CompressedCertificate>(octets(0, 2, 0, 1, 2, 0, 0, 0)) == errc::length_out_of_range);
}
