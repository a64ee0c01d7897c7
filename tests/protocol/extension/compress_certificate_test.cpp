#include "cxtls/protocol/extension/compress_certificate.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto offer = octets(4, 0, 2, 0x12, 0x34);
}

TEST_CASE("C50: compression algorithms are a list, unknown ones kept") {
  obeys_the_laws<CertificateCompressionAlgorithms, offer>();
  BOTH(parse<CertificateCompressionAlgorithms>(offer)->algorithms.front() == CertificateCompressionAlgorithm::brotli);
  BOTH(parse<CertificateCompressionAlgorithms>(offer)->algorithms.contains(CertificateCompressionAlgorithm{0x1234}));
}

TEST_CASE("C50: compression algorithms are at least one, whole, and at most 2^8-2 octets") {
  BOTH(refusal<CertificateCompressionAlgorithms>(octets(0)) == errc::length_out_of_range);
  BOTH(refusal<CertificateCompressionAlgorithms>(octets(1, 0)) == errc::length_out_of_range);
  BOTH(refusal<CertificateCompressionAlgorithms>(octets(3, 0, 1, 0)) == errc::truncated);
  CHECK(refusal<CertificateCompressionAlgorithms>(prefixed(1, 254)) == errc::none);
  CHECK(refusal<CertificateCompressionAlgorithms>(prefixed(1, 255)) == errc::length_out_of_range);
}
