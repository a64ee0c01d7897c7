// The certificate compressions that the runner has for tests, under private code points.
#pragma once
#include <algorithm>
#include <random>

#include "cxtls/handshake/certificate_compression.hpp"
#include "options.hpp"

namespace bogo {

// Four octets in front.
struct expanding_compression {
  static constexpr cxtls::CertificateCompressionAlgorithm algorithm{0xff02};
  static constexpr std::uint8_t prefix[] = {1, 2, 3, 4};
  static cxtls::result<std::size_t> compress(cxtls::bytes message, cxtls::mutable_bytes out) {
    std::ranges::copy(message, std::ranges::copy(prefix, out.begin()).out);
    return message.size() + sizeof prefix;
  }
  static cxtls::status decompress(cxtls::bytes compressed, cxtls::mutable_bytes out) {
    if (compressed.size() != out.size() + sizeof prefix || !cxtls::equal(compressed.first(sizeof prefix), prefix))
      return cxtls::errc::certificate_not_decompressed;
    std::ranges::copy(compressed.subspan(sizeof prefix), out.begin());
    return cxtls::done{};
  }
};

// Without the two zeros that a Certificate message begins with.
struct shrinking_compression {
  static constexpr cxtls::CertificateCompressionAlgorithm algorithm{0xff01};
  static constexpr std::uint8_t prefix[] = {0, 0};
  static cxtls::result<std::size_t> compress(cxtls::bytes message, cxtls::mutable_bytes out) {
    if (message.size() < sizeof prefix || !cxtls::equal(message.first(sizeof prefix), prefix))
      return cxtls::errc::no_space;
    std::ranges::copy(message.subspan(sizeof prefix), out.begin());
    return message.size() - sizeof prefix;
  }
  static cxtls::status decompress(cxtls::bytes compressed, cxtls::mutable_bytes out) {
    if (out.size() != compressed.size() + sizeof prefix) return cxtls::errc::certificate_not_decompressed;
    std::ranges::copy(compressed, std::ranges::copy(prefix, out.begin()).out);
    return cxtls::done{};
  }
};

// Another octet in front each time.
struct random_compression {
  static constexpr cxtls::CertificateCompressionAlgorithm algorithm{0xff03};
  static cxtls::result<std::size_t> compress(cxtls::bytes message, cxtls::mutable_bytes out) {
    out[0] = static_cast<std::uint8_t>(std::random_device{}());
    std::ranges::copy(message, out.begin() + 1);
    return message.size() + 1;
  }
  static cxtls::status decompress(cxtls::bytes compressed, cxtls::mutable_bytes out) {
    if (compressed.size() != out.size() + 1) return cxtls::errc::certificate_not_decompressed;
    std::ranges::copy(compressed.subspan(1), out.begin());
    return cxtls::done{};
  }
};

// In the order of BoringSSL's shim.
using compressions = cxtls::certificate_compressions<expanding_compression, shrinking_compression, random_compression>;

// Without a flag there are none.
inline std::optional<cxtls::certificate_compression_list> installed(options const& o) {
  if (o.install_cert_compression_algs) return std::nullopt;
  cxtls::certificate_compression_list only;
  if (o.install_one_cert_compression_alg != 0)
    (void)only.push(cxtls::CertificateCompressionAlgorithm(o.install_one_cert_compression_alg));
  return only;
}

}  // namespace bogo
