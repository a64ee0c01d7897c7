// CompressedCertificate (RFC 8879, 4), which stands for a Certificate.
#pragma once
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8879, 4
//      CertificateCompressionAlgorithm algorithm;
//      uint24 uncompressed_length;
//      opaque compressed_certificate_message<1..2^24-1>;
//  } CompressedCertificate;
struct CompressedCertificate {
  CertificateCompressionAlgorithm algorithm{};
  std::uint32_t uncompressed_length = 0;  // of a Certificate without its header
  bytes compressed_certificate_message{};
};
template <>
inline constexpr auto wire<CompressedCertificate> = Struct(
    Field<&CompressedCertificate::algorithm>(wire<CertificateCompressionAlgorithm>),
    Field<&CompressedCertificate::uncompressed_length>(u24),
    Field<&CompressedCertificate::compressed_certificate_message>(PrefixedBytes(u24, {.min = 1, .max = 16777215})));

}  // namespace cxtls
