// CertificateVerify (RFC 8446, 4.4.3), of TLS 1.2 as well (RFC 5246, 7.4.8): there it signs other octets.
#pragma once
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.4.3
//      SignatureScheme algorithm;
//      opaque signature<0..2^16-1>;
//  } CertificateVerify;
struct CertificateVerify {
  SignatureScheme algorithm{};
  bytes signature{};
};
template <>
inline constexpr auto wire<CertificateVerify> = Struct(Field<&CertificateVerify::algorithm>(wire<SignatureScheme>),
                                                       Field<&CertificateVerify::signature>(PrefixedBytes(u16)));

}  // namespace cxtls
