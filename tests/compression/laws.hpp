// What every algorithm for certificates has to do (handshake/certificate_compression.hpp).
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

#include "cxtls/handshake/certificate_compression.hpp"
#include "support/hex.hpp"

namespace cxtls::test {

inline const bytes compressed_text = as_bytes("certificates and certificates and certificates");

template <CertificateCompression C>
errc refusal(bytes in, std::size_t size) {
  std::vector<std::uint8_t> out(size);
  const status s = C::decompress(in, out);
  return s ? errc::none : s.error().code;
}

// `compressed`: compressed_text, as somebody else compressed it.
template <CertificateCompression C>
void laws_of_compression(std::string_view compressed) {
  auto in = unhex(compressed);
  SECTION("what another program compressed is decompressed") {
    std::vector<std::uint8_t> out(compressed_text.size());
    REQUIRE(C::decompress(in, out));
    CHECK(equal(out, compressed_text));
  }
  SECTION("what is compressed is shorter, and comes back") {
    const std::vector<std::uint8_t> message(3000, 'c');
    std::vector<std::uint8_t> out(message.size() + max_compression_growth);
    const auto size = C::compress(message, out);
    REQUIRE(size);
    CHECK(*size < 100);
    std::vector<std::uint8_t> back(message.size());
    REQUIRE(C::decompress(bytes(out).first(*size), back));
    CHECK(back == message);
  }
  SECTION("what wouldn't become shorter isn't compressed") {
    std::vector<std::uint8_t> out(in.size() + max_compression_growth);
    const auto size = C::compress(in, out);
    REQUIRE_FALSE(size);
    CHECK(size.error().code == errc::no_space);
  }
  SECTION("RFC 8879, 4: a stream has exactly the length that was announced, and is all there is") {
    CHECK(refusal<C>(in, compressed_text.size()) == errc::none);
    for (std::size_t size :
         {std::size_t{0}, std::size_t{1}, compressed_text.size() - 1, compressed_text.size() + 1, std::size_t{102400}})
      CHECK(refusal<C>(in, size) == errc::certificate_not_decompressed);
    for (std::size_t size = 0; size < in.size(); ++size)
      CHECK(refusal<C>(bytes(in).first(size), compressed_text.size()) == errc::certificate_not_decompressed);
    in.push_back(0);
    CHECK(refusal<C>(in, compressed_text.size()) == errc::certificate_not_decompressed);
  }
}

}  // namespace cxtls::test
