#include "cxtls/compression/zlib.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

#include "cxtls/handshake/certificate_compression.hpp"
#include "support/hex.hpp"

using namespace cxtls;
using compression::zlib;
using test::unhex;

namespace {

const bytes text = as_bytes("certificates and certificates and certificates");
// By Python's zlib, and by Node's.
constexpr std::string_view compressed = "789c4b4e2d2ac94ccb4c4e2c492d5648cc4b5148c6270000a19b11c9";

errc refusal(bytes in, std::size_t size) {
  std::vector<std::uint8_t> out(size);
  const status s = zlib::decompress(in, out);
  return s ? errc::none : s.error().code;
}

}  // namespace

static_assert(CertificateCompression<zlib> && zlib::algorithm == CertificateCompressionAlgorithm{1});

TEST_CASE("RFC 1950: what another zlib made is decompressed") {
  std::vector<std::uint8_t> out(text.size());
  REQUIRE(zlib::decompress(unhex(compressed), out));
  CHECK(equal(out, text));
}

TEST_CASE("zlib: what is compressed is shorter, and comes back") {
  const std::vector<std::uint8_t> message(3000, 'c');
  std::vector<std::uint8_t> out(message.size() + max_compression_growth);
  const auto size = zlib::compress(message, out);
  REQUIRE(size);
  CHECK(*size < 100);
  std::vector<std::uint8_t> back(message.size());
  REQUIRE(zlib::decompress(bytes(out).first(*size), back));
  CHECK(back == message);
}

TEST_CASE("zlib: what wouldn't become shorter isn't compressed") {
  const auto message = unhex(compressed);
  std::vector<std::uint8_t> out(message.size() + max_compression_growth);
  const auto size = zlib::compress(message, out);
  REQUIRE_FALSE(size);
  CHECK(size.error().code == errc::no_space);
}

TEST_CASE("RFC 8879, 4: a stream of zlib has exactly the length that was announced, and is all there is") {
  auto in = unhex(compressed);
  CHECK(refusal(in, text.size()) == errc::none);
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, text.size() - 1, text.size() + 1, std::size_t{102400}})
    CHECK(refusal(in, size) == errc::certificate_not_decompressed);
  for (std::size_t size = 0; size < in.size(); ++size)
    CHECK(refusal(bytes(in).first(size), text.size()) == errc::certificate_not_decompressed);
  in.push_back(0);
  CHECK(refusal(in, text.size()) == errc::certificate_not_decompressed);
}

TEST_CASE("zlib: any octet that was changed is noticed, by Adler-32 at the latest") {
  for (std::size_t i = 0; i < unhex(compressed).size(); ++i) {
    auto in = unhex(compressed);
    in[i] ^= 0x01;
    CAPTURE(i);
    CHECK(refusal(in, text.size()) == errc::certificate_not_decompressed);
  }
}

TEST_CASE("zlib: a mebibyte in a kibibyte stops at the length that was announced") {
  const std::vector<std::uint8_t> zeros(1 << 20);
  std::vector<std::uint8_t> bomb(1 << 20);
  const auto size = zlib::compress(zeros, bomb);
  REQUIRE(size);
  CHECK(*size < 2000);
  CHECK(refusal(bytes(bomb).first(*size), 102400) == errc::certificate_not_decompressed);
}
