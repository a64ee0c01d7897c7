#include "cxtls/compression/zlib.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

#include "compression/laws.hpp"

using namespace cxtls;
using compression::zlib;
using namespace cxtls::test;

namespace {

// By Python's zlib, and by Node's.
constexpr std::string_view compressed = "789c4b4e2d2ac94ccb4c4e2c492d5648cc4b5148c6270000a19b11c9";

}  // namespace

static_assert(CertificateCompression<zlib> && zlib::algorithm == CertificateCompressionAlgorithm{1});

TEST_CASE("RFC 1950, RFC 8879: zlib is taken from others, comes back, and has the length that was announced") {
  laws_of_compression<zlib>(compressed);
}

TEST_CASE("zlib: any octet that was changed is noticed, by Adler-32 at the latest") {
  for (std::size_t i = 0; i < unhex(compressed).size(); ++i) {
    auto in = unhex(compressed);
    in[i] ^= 0x01;
    CAPTURE(i);
    CHECK(refusal<zlib>(in, compressed_text.size()) == errc::certificate_not_decompressed);
  }
}

TEST_CASE("zlib: a mebibyte in a kibibyte stops at the length that was announced") {
  const std::vector<std::uint8_t> zeros(1 << 20);
  std::vector<std::uint8_t> bomb(1 << 20);
  const auto size = zlib::compress(zeros, bomb);
  REQUIRE(size);
  CHECK(*size < 2000);
  CHECK(refusal<zlib>(bytes(bomb).first(*size), 102400) == errc::certificate_not_decompressed);
}
