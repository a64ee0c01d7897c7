// IANA "TLS Certificate Compression Algorithm IDs".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class CertificateCompressionAlgorithm : std::uint16_t {
  zlib = 1,
  brotli = 2,
  zstd = 3,
};
template <>
inline constexpr auto wire<CertificateCompressionAlgorithm> = EnumClass<CertificateCompressionAlgorithm>(u16);
template <>
inline constexpr auto names<CertificateCompressionAlgorithm> = std::to_array<named<CertificateCompressionAlgorithm>>({
    {CertificateCompressionAlgorithm::zlib, "zlib"},
    {CertificateCompressionAlgorithm::brotli, "brotli"},
    {CertificateCompressionAlgorithm::zstd, "zstd"},
});

}  // namespace cxtls
