#include "cxtls/compression/brotli.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

#include "compression/laws.hpp"

using namespace cxtls;
using compression::brotli;
using namespace cxtls::test;

namespace {

// By Node's zlib.brotliCompressSync().
constexpr std::string_view compressed = "1b2d00f88d54b5bf0e1b739b532064050c3d05822be61e25";
// The same of a mebibyte of zeros, and of 16 MiB of them in a window of 24 bits.
constexpr std::string_view mebibyte = "5bffff8f7f02201e0b0472ef1f00", widest = "9ffffffff82700e2b14020f7fe1f";

}  // namespace

static_assert(CertificateCompression<brotli> && brotli::algorithm == CertificateCompressionAlgorithm{2});

TEST_CASE("RFC 7932, RFC 8879: Brotli is taken from others, comes back, and has the length that was announced") {
  laws_of_compression<brotli>(compressed);
}

TEST_CASE("Brotli: much in a few octets stops at the length that was announced, and takes no more memory than that") {
  for (std::size_t size : {std::size_t{1}, std::size_t{4096}, std::size_t{102400}}) {
    CHECK(refusal<brotli>(unhex(mebibyte), size) == errc::certificate_not_decompressed);
    CHECK(refusal<brotli>(unhex(widest), size) == errc::certificate_not_decompressed);
  }
  // The longest Certificate that is taken has room in what a decoder gets, in whatever window.
  const std::vector<std::uint8_t> message(102400, 'c');
  std::vector<std::uint8_t> out(message.size());
  std::size_t size = out.size();
  REQUIRE(BrotliEncoderCompress(11, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_GENERIC, message.size(), message.data(), &size,
                                out.data()) == BROTLI_TRUE);
  CHECK(refusal<brotli>(bytes(out).first(size), message.size()) == errc::none);
}
