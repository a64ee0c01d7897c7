// first-error: a certificate compression has the code point 0, which is reserved (RFC 8879, 7.3)
#include "cxtls/handshake/certificate_compression.hpp"

struct mine {
  static constexpr cxtls::CertificateCompressionAlgorithm algorithm{};
  static cxtls::result<std::size_t> compress(cxtls::bytes, cxtls::mutable_bytes) { return std::size_t{0}; }
  static cxtls::status decompress(cxtls::bytes, cxtls::mutable_bytes) { return cxtls::done{}; }
};
static_assert(cxtls::certificate_compressions<mine>::well_formed);
