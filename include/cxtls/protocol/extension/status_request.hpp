// status_request: OCSP responses stapled to certificates (RFC 6066, 8; RFC 8446, 4.4.2.1).
#pragma once
#include "cxtls/protocol/registry/certificate_status_type.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  opaque ResponderID<1..2^16-1>;                          RFC 6066, 8
struct ResponderID {
  bytes der{};
};
template <>
inline constexpr auto wire<ResponderID> =
    Struct(Field<&ResponderID::der>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

//  struct {                                                RFC 6066, 8
//      ResponderID responder_id_list<0..2^16-1>;
//      Extensions  request_extensions;
//  } OCSPStatusRequest;
//  opaque Extensions<0..2^16-1>;
struct OCSPStatusRequest {
  list<ResponderID> responder_id_list{};
  bytes request_extensions{};  // DER of RFC 6960's Extensions
};
template <>
inline constexpr auto wire<OCSPStatusRequest> =
    Struct(Field<&OCSPStatusRequest::responder_id_list>(TLSPrefixedArray<ResponderID>(u16)),
           Field<&OCSPStatusRequest::request_extensions>(PrefixedBytes(u16)));

//  struct {                                                RFC 6066, 8
//      CertificateStatusType status_type;
//      select (status_type) {
//          case ocsp: OCSPStatusRequest;
//      } request;
//  } CertificateStatusRequest;
struct CertificateStatusRequest {
  std::variant<unknown<CertificateStatusType>, OCSPStatusRequest> request{};
};
// A server that doesn't know the type ignores the request, so that its body is kept to the extension's end.
template <>
inline constexpr auto wire<CertificateStatusRequest> = Struct(Field<&CertificateStatusRequest::request>(EnumSwitch(
    wire<CertificateStatusType>, Otherwise(Remaining), Case<CertificateStatusType::ocsp, OCSPStatusRequest>)));

// RFC 8446, 4.4.2.1: "A server MAY request that a client present an OCSP response with its certificate by sending an
// empty "status_request" extension in its CertificateRequest message."
struct ClientStatusRequest {};
template <>
inline constexpr auto wire<ClientStatusRequest> = Empty<ClientStatusRequest>;

// The answer in TLS 1.2. RFC 6066, 8: "If a server returns a "CertificateStatus" message, then the server MUST have
// included an extension of type "status_request" with empty "extension_data" in the extended server hello."
struct StatusRequestAcknowledged {};
template <>
inline constexpr auto wire<StatusRequestAcknowledged> = Empty<StatusRequestAcknowledged>;

//  opaque OCSPResponse<1..2^24-1>;                         RFC 6066, 8
struct OCSPResponse {
  bytes der{};
};
template <>
inline constexpr auto wire<OCSPResponse> =
    Struct(Field<&OCSPResponse::der>(PrefixedBytes(u24, {.min = 1, .max = 16777215})));

//  struct {                                                RFC 6066, 8
//      CertificateStatusType status_type;
//      select (status_type) {
//          case ocsp: OCSPResponse;
//      } response;
//  } CertificateStatus;
struct CertificateStatus {
  std::variant<unknown<CertificateStatusType>, OCSPResponse> response{};
};
// Closed: only ocsp is ever asked for. In TLS 1.3 an extension's body, in TLS 1.2 a handshake message's.
template <>
inline constexpr auto wire<CertificateStatus> = Struct(Field<&CertificateStatus::response>(
    EnumSwitch(wire<CertificateStatusType>, Closed, Case<CertificateStatusType::ocsp, OCSPResponse>)));

}  // namespace cxtls
