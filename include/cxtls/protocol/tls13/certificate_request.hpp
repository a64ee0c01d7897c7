// CertificateRequest (RFC 8446, 4.3.2).
#pragma once
#include "cxtls/protocol/extension/registry.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.3.2
//      opaque certificate_request_context<0..2^8-1>;
//      Extension extensions<2..2^16-1>;
//  } CertificateRequest;
template <class X = extensions<>>
struct basic_certificate_request {
  bytes certificate_request_context{};
  list<extension_in<in::certificate_request, X>> extensions{};
};
// RFC 9846, 4.4.2 has <0..2^16-1>: that signature_algorithms is missing is for the handshake to say.
template <class X>
inline constexpr auto wire<basic_certificate_request<X>> = Struct(
    Field<&basic_certificate_request<X>::certificate_request_context>(PrefixedBytes(u8)),
    Field<&basic_certificate_request<X>::extensions>(TLSPrefixedArray<extension_in<in::certificate_request, X>>(u16)));

using CertificateRequest = basic_certificate_request<>;

}  // namespace cxtls
