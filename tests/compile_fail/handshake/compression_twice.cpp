// first-error: two certificate compressions have the same code point
#include "cxtls/handshake/certificate_compression.hpp"

template <int N>
struct mine {
  static constexpr cxtls::CertificateCompressionAlgorithm algorithm{0xff01};
  static cxtls::result<std::size_t> compress(cxtls::bytes, cxtls::mutable_bytes) { return std::size_t{0}; }
  static cxtls::status decompress(cxtls::bytes, cxtls::mutable_bytes) { return cxtls::done{}; }
};
constexpr auto listed = cxtls::certificate_compressions<mine<0>, mine<1>>::all();
