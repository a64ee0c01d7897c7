// signed_certificate_timestamp: certificate transparency (RFC 6962, 3.3.1; RFC 8446, 4.4.2.1).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 6962, 3.3.1: clients ask with empty extension_data; a CertificateRequest asks the same way.
struct SignedCertificateTimestampRequest {};
template <>
inline constexpr auto wire<SignedCertificateTimestampRequest> = Empty<SignedCertificateTimestampRequest>;

//  opaque SerializedSCT<1..2^16-1>;                        RFC 6962, 3.3
struct SerializedSCT {
  bytes sct{};
};
template <>
inline constexpr auto wire<SerializedSCT> =
    Struct(Field<&SerializedSCT::sct>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

//  struct {                                                RFC 6962, 3.3
//      SerializedSCT sct_list <1..2^16-1>;
//  } SignedCertificateTimestampList;
struct SignedCertificateTimestampList {
  list<SerializedSCT> sct_list{};
};
template <>
inline constexpr auto wire<SignedCertificateTimestampList> = Struct(
    Field<&SignedCertificateTimestampList::sct_list>(TLSPrefixedArray<SerializedSCT>(u16, {.min = 1, .max = 65535})));

}  // namespace cxtls
