// certificate_authorities: whose certificates the sender accepts (RFC 8446, 4.2.4).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  opaque DistinguishedName<1..2^16-1>;                    RFC 8446, 4.2.4
struct DistinguishedName {
  bytes der{};
};
template <>
inline constexpr auto wire<DistinguishedName> =
    Struct(Field<&DistinguishedName::der>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

//  struct {                                                RFC 8446, 4.2.4
//      DistinguishedName authorities<3..2^16-1>;
//  } CertificateAuthoritiesExtension;
struct CertificateAuthoritiesExtension {
  list<DistinguishedName> authorities{};
};
template <>
inline constexpr auto wire<CertificateAuthoritiesExtension> =
    Struct(Field<&CertificateAuthoritiesExtension::authorities>(
        TLSPrefixedArray<DistinguishedName>(u16, {.min = 3, .max = 65535})));

}  // namespace cxtls
