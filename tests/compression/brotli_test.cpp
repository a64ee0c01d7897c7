#include "cxtls/compression/brotli.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

#include "cxtls/handshake/certificate_compression.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using compression::brotli;
using test::unhex;

namespace {

const bytes text = as_bytes("certificates and certificates and certificates");
// By Node's zlib.brotliCompressSync().
constexpr std::string_view compressed = "1b2d00f88d54b5bf0e1b739b532064050c3d05822be61e25";
// The same of a mebibyte of zeros, and of 16 MiB of them in a window of 24 bits.
constexpr std::string_view mebibyte = "5bffff8f7f02201e0b0472ef1f00", widest = "9ffffffff82700e2b14020f7fe1f";

errc refusal(bytes in, std::size_t size) {
  std::vector<std::uint8_t> out(size);
  const status s = brotli::decompress(in, out);
  return s ? errc::none : s.error().code;
}

}  // namespace

static_assert(CertificateCompression<brotli> && brotli::algorithm == CertificateCompressionAlgorithm{2});

TEST_CASE("RFC 7932: what another Brotli made is decompressed") {
  std::vector<std::uint8_t> out(text.size());
  REQUIRE(brotli::decompress(unhex(compressed), out));
  CHECK(equal(out, text));
}

TEST_CASE("Brotli: what is compressed is shorter, and comes back") {
  const std::vector<std::uint8_t> message(3000, 'c');
  std::vector<std::uint8_t> out(message.size() + max_compression_growth);
  const auto size = brotli::compress(message, out);
  REQUIRE(size);
  CHECK(*size < 100);
  std::vector<std::uint8_t> back(message.size());
  REQUIRE(brotli::decompress(bytes(out).first(*size), back));
  CHECK(back == message);
}

TEST_CASE("Brotli: what wouldn't become shorter isn't compressed") {
  const auto message = unhex(compressed);
  std::vector<std::uint8_t> out(message.size() + max_compression_growth);
  const auto size = brotli::compress(message, out);
  REQUIRE_FALSE(size);
  CHECK(size.error().code == errc::no_space);
}

TEST_CASE("RFC 8879, 4: a stream of Brotli has exactly the length that was announced, and is all there is") {
  auto in = unhex(compressed);
  CHECK(refusal(in, text.size()) == errc::none);
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, text.size() - 1, text.size() + 1, std::size_t{102400}})
    CHECK(refusal(in, size) == errc::certificate_not_decompressed);
  for (std::size_t size = 0; size < in.size(); ++size)
    CHECK(refusal(bytes(in).first(size), text.size()) == errc::certificate_not_decompressed);
  in.push_back(0);
  CHECK(refusal(in, text.size()) == errc::certificate_not_decompressed);
}

TEST_CASE("Brotli: much in a few octets stops at the length that was announced, and takes no more memory than that") {
  for (std::size_t size : {std::size_t{1}, std::size_t{4096}, std::size_t{102400}}) {
    CHECK(refusal(unhex(mebibyte), size) == errc::certificate_not_decompressed);
    CHECK(refusal(unhex(widest), size) == errc::certificate_not_decompressed);
  }
  // The longest Certificate that is taken has room in what a decoder gets, in whatever window.
  const std::vector<std::uint8_t> message(102400, 'c');
  std::vector<std::uint8_t> out(message.size());
  std::size_t size = out.size();
  REQUIRE(BrotliEncoderCompress(11, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_GENERIC, message.size(), message.data(), &size,
                                out.data()) == BROTLI_TRUE);
  CHECK(refusal(bytes(out).first(size), message.size()) == errc::none);
}
