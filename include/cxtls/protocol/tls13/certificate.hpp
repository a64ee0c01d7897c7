// Certificate (RFC 8446, 4.4.2).
#pragma once
#include "cxtls/protocol/extension/registry.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.4.2
//      select (certificate_type) {
//          case RawPublicKey:
//            /* From RFC 7250 ASN.1_subjectPublicKeyInfo */
//            opaque ASN1_subjectPublicKeyInfo<1..2^24-1>;
//          case X509:
//            opaque cert_data<1..2^24-1>;
//      };
//      Extension extensions<0..2^16-1>;
//  } CertificateEntry;
// Both kinds look the same on the wire; which one it is was negotiated.
template <class X = extensions<>>
struct basic_certificate_entry {
  bytes cert_data{};  // DER
  list<extension_in<in::certificate, X>> extensions{};
};
template <class X>
inline constexpr auto wire<basic_certificate_entry<X>> =
    Struct(Field<&basic_certificate_entry<X>::cert_data>(PrefixedBytes(u24, {.min = 1, .max = 16777215})),
           Field<&basic_certificate_entry<X>::extensions>(TLSPrefixedArray<extension_in<in::certificate, X>>(u16)));

using CertificateEntry = basic_certificate_entry<>;

//  struct {                                                RFC 8446, 4.4.2
//      opaque certificate_request_context<0..2^8-1>;
//      CertificateEntry certificate_list<0..2^24-1>;
//  } Certificate;
// An empty list is a client's way to say that it has none; a server's is errc::certificate_missing.
template <class X = extensions<>>
struct basic_certificate {
  bytes certificate_request_context{};
  list<basic_certificate_entry<X>> certificate_list{};
};
template <class X>
inline constexpr auto wire<basic_certificate<X>> =
    Struct(Field<&basic_certificate<X>::certificate_request_context>(PrefixedBytes(u8)),
           Field<&basic_certificate<X>::certificate_list>(TLSPrefixedArray<basic_certificate_entry<X>>(u24)));

using Certificate = basic_certificate<>;

}  // namespace cxtls
