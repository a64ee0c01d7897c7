#include "cxtls/handshake/certificate_compression.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/handshake/policy.hpp"

using namespace cxtls;

namespace {

template <unsigned Code>
struct numbered {
  static constexpr auto algorithm = CertificateCompressionAlgorithm(Code);
  static constexpr result<std::size_t> compress(bytes, mutable_bytes) { return std::size_t{Code}; }
  static constexpr status decompress(bytes, mutable_bytes out) {
    out[0] = Code;
    return done{};
  }
};
using two = certificate_compressions<numbered<7>, numbered<5>>;
struct with_two : policy::modern {
  using certificate_compressions = two;
};

constexpr errc refusal(unsigned code) {
  const auto size = two::compress(CertificateCompressionAlgorithm(code), {}, {});
  return size ? errc::none : size.error().code;
}
constexpr bool finds_its_own() {
  std::uint8_t out[1] = {};
  return *two::compress(CertificateCompressionAlgorithm(5), {}, {}) == 5 &&
         *two::compress(CertificateCompressionAlgorithm(7), {}, {}) == 7 &&
         two::decompress(CertificateCompressionAlgorithm(7), {}, out) && out[0] == 7;
}

}  // namespace

static_assert(CertificateCompression<numbered<1>> && !CertificateCompression<int>);
static_assert(compresses_certificates<with_two> && !compresses_certificates<policy::modern>);
static_assert(certificate_compressions<>::all().empty());

TEST_CASE("RFC 8879: a policy's certificate compressions stand in its order, and each is found by its code point") {
  CHECK(own_certificate_compressions<with_two>::all() ==
        certificate_compression_list(CertificateCompressionAlgorithm(7), CertificateCompressionAlgorithm(5)));
  static_assert(finds_its_own());
  CHECK(finds_its_own());
  static_assert(refusal(6) == errc::certificate_compression_not_offered);
  CHECK(refusal(6) == errc::certificate_compression_not_offered);
  CHECK(certificate_compressions<>::decompress(CertificateCompressionAlgorithm::zlib, {}, {}).error().code ==
        errc::certificate_compression_not_offered);
}
