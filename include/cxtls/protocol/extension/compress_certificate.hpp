// compress_certificate: how a peer may compress its Certificate (RFC 8879, 3).
#pragma once
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8879, 3
//      CertificateCompressionAlgorithm algorithms<2..2^8-2>;
//  } CertificateCompressionAlgorithms;
struct CertificateCompressionAlgorithms {
  list<CertificateCompressionAlgorithm> algorithms{};
};
template <>
inline constexpr auto wire<CertificateCompressionAlgorithms> =
    Struct(Field<&CertificateCompressionAlgorithms::algorithms>(
        TLSPrefixedArray<CertificateCompressionAlgorithm>(u8, {.min = 2, .max = 254})));

}  // namespace cxtls
