// first-error: a certificate compression has `static constexpr CertificateCompressionAlgorithm algorithm`
#include "cxtls/handshake/certificate_compression.hpp"

struct mine {
  static constexpr cxtls::CertificateCompressionAlgorithm algorithm{0xff01};
  static cxtls::result<std::size_t> compress(cxtls::bytes, cxtls::mutable_bytes) { return std::size_t{0}; }
};
constexpr auto listed = cxtls::certificate_compressions<mine>::all();
