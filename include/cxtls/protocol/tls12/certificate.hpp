// Certificate of TLS 1.2 (RFC 5246, 7.4.2; RFC 7250, 3).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  opaque ASN.1Cert<1..2^24-1>;                            RFC 5246, 7.4.2
struct ASN1Cert {
  bytes der{};
};
template <>
inline constexpr auto wire<ASN1Cert> = Struct(Field<&ASN1Cert::der>(PrefixedBytes(u24, {.min = 1, .max = 16777215})));

namespace tls12 {

//  struct {                                                RFC 5246, 7.4.2
//      ASN.1Cert certificate_list<0..2^24-1>;
//  } Certificate;
// An empty list is a client's way to say that it has none (RFC 5246, 7.4.6); a server's is errc::certificate_missing.
struct Certificate {
  list<ASN1Cert> certificate_list{};
};

//  struct {                                                RFC 7250, 3
//      select(certificate_type){
//          case RawPublicKey:
//            opaque ASN.1_subjectPublicKeyInfo<1..2^24-1>;
//          case X.509:
//            ASN.1Cert certificate_list<0..2^24-1>;
//      };
//  } Certificate;
// Which of them it is was negotiated; until somebody asks, it is one vector of octets. An empty one says, whatever the
// type is, that a client has nothing to show.
struct AnyCertificate {
  bytes certificate{};
};

}  // namespace tls12

template <>
inline constexpr auto wire<tls12::Certificate> =
    Struct(Field<&tls12::Certificate::certificate_list>(TLSPrefixedArray<ASN1Cert>(u24)));
template <>
inline constexpr auto wire<tls12::AnyCertificate> =
    Struct(Field<&tls12::AnyCertificate::certificate>(PrefixedBytes(u24)));

}  // namespace cxtls
