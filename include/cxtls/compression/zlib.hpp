// Certificates compressed by zlib (RFC 8879, RFC 1950). Who includes this links zlib.
#pragma once
#include <zlib.h>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"

namespace cxtls::compression {

struct zlib {
  static constexpr CertificateCompressionAlgorithm algorithm = CertificateCompressionAlgorithm::zlib;

  // What wouldn't become shorter isn't compressed. Errors: no_space, backend_failed.
  static result<std::size_t> compress(bytes message, mutable_bytes out) {
    uLongf size = static_cast<uLongf>(out.size() < message.size() ? out.size() : message.size());
    const int done =
        ::compress2(out.data(), &size, message.data(), static_cast<uLong>(message.size()), Z_DEFAULT_COMPRESSION);
    if (done == Z_BUF_ERROR || (done == Z_OK && size >= message.size())) return errc::no_space;
    if (done != Z_OK) return errc::backend_failed;
    return static_cast<std::size_t>(size);
  }
  // zlib's own memory is of one size, whatever the input. Errors: certificate_not_decompressed (no zlib stream, another
  // length than `out`, or something behind its end).
  static status decompress(bytes compressed, mutable_bytes out) {
    uLongf size = static_cast<uLongf>(out.size());
    uLong used = static_cast<uLong>(compressed.size());
    if (::uncompress2(out.data(), &size, compressed.data(), &used) != Z_OK || size != out.size() ||
        used != compressed.size())
      return errc::certificate_not_decompressed;
    return cxtls::done{};
  }
};

}  // namespace cxtls::compression
