// Certificates compressed by Brotli (RFC 8879, RFC 7932). Who includes this links libbrotlienc and libbrotlidec.
#pragma once
#include <brotli/decode.h>
#include <brotli/encode.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"

namespace cxtls::compression {

// A stream may ask for a window of 16 MiB, whatever comes of it. Here a decoder gets what it needs for the longest
// Certificate that is taken, its tables included, and no more.
inline constexpr std::size_t max_brotli_memory = 1u << 20;
// The highest, 11, takes a hundred times as long and gains some octets: this is done for each connection.
inline constexpr int brotli_quality = 5;

class brotli {
 public:
  static constexpr CertificateCompressionAlgorithm algorithm = CertificateCompressionAlgorithm::brotli;

  // What wouldn't become shorter isn't compressed. Errors: no_space.
  static result<std::size_t> compress(bytes message, mutable_bytes out) {
    std::size_t size = out.size();
    if (BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, message.size(),
                              message.data(), &size, out.data()) != BROTLI_TRUE ||
        size >= message.size())
      return errc::no_space;
    return size;
  }
  // Errors: certificate_not_decompressed (no Brotli stream, another length than `out`, something behind its end, a window
  // that takes more than max_brotli_memory), out_of_memory.
  static status decompress(bytes compressed, mutable_bytes out) {
    allowance left{max_brotli_memory};
    BrotliDecoderState* const decoder = BrotliDecoderCreateInstance(&allocate, &release, &left);
    if (decoder == nullptr) return errc::out_of_memory;
    std::size_t in_left = compressed.size(), out_left = out.size();
    std::uint8_t const* next_in = compressed.data();
    std::uint8_t* next_out = out.data();
    const BrotliDecoderResult end =
        BrotliDecoderDecompressStream(decoder, &in_left, &next_in, &out_left, &next_out, nullptr);
    BrotliDecoderDestroyInstance(decoder);
    if (end != BROTLI_DECODER_RESULT_SUCCESS || in_left != 0 || out_left != 0)
      return errc::certificate_not_decompressed;
    return done{};
  }

 private:
  struct allowance {
    std::size_t octets;
  };
  // What was given back isn't counted back: a decoder that asks again and again isn't one of ours.
  static void* allocate(void* opaque, std::size_t size) {
    auto& left = *static_cast<allowance*>(opaque);
    if (size > left.octets) return nullptr;
    left.octets -= size;
    return std::malloc(size);
  }
  static void release(void*, void* memory) { std::free(memory); }
};

}  // namespace cxtls::compression
