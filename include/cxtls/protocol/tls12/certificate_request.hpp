// CertificateRequest of TLS 1.2 (RFC 5246, 7.4.4).
#pragma once
#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "cxtls/protocol/registry/client_certificate_type.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

namespace cxtls {

namespace tls12 {

//  struct {                                                RFC 5246, 7.4.4
//      ClientCertificateType certificate_types<1..2^8-1>;
//      SignatureAndHashAlgorithm supported_signature_algorithms<2..2^16-2>;
//      DistinguishedName certificate_authorities<0..2^16-1>;
//  } CertificateRequest;
// (RFC 5246, 7.4.4 prints <2^16-1> for the second; 7.4.1.4.1 has the same list with these bounds.)
struct CertificateRequest {
  list<ClientCertificateType> certificate_types{};
  list<SignatureScheme> supported_signature_algorithms{};
  list<DistinguishedName> certificate_authorities{};
};

}  // namespace tls12

template <>
inline constexpr auto wire<tls12::CertificateRequest> =
    Struct(Field<&tls12::CertificateRequest::certificate_types>(
               TLSPrefixedArray<ClientCertificateType>(u8, {.min = 1, .max = 255})),
           Field<&tls12::CertificateRequest::supported_signature_algorithms>(
               TLSPrefixedArray<SignatureScheme>(u16, {.min = 2, .max = 65534})),
           Field<&tls12::CertificateRequest::certificate_authorities>(TLSPrefixedArray<DistinguishedName>(u16)));

}  // namespace cxtls
