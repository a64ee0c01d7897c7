// client_certificate_type and server_certificate_type: X.509 or raw public keys (RFC 7250, 3).
#pragma once
#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 7250, 3
//      select(ClientOrServerExtension) {
//          case client:
//              CertificateType client_certificate_types<1..2^8-1>;
//          case server:
//              CertificateType client_certificate_type;
//      }
//  } ClientCertTypeExtension;
struct ClientCertTypeOffer {
  list<CertificateType> client_certificate_types{};
};
template <>
inline constexpr auto wire<ClientCertTypeOffer> = Struct(Field<&ClientCertTypeOffer::client_certificate_types>(
    TLSPrefixedArray<CertificateType>(u8, {.min = 1, .max = 255})));

struct ClientCertTypeChoice {
  CertificateType client_certificate_type{};
};
template <>
inline constexpr auto wire<ClientCertTypeChoice> =
    Struct(Field<&ClientCertTypeChoice::client_certificate_type>(wire<CertificateType>));

//  struct {                                                RFC 7250, 3
//      select(ClientOrServerExtension) {
//          case client:
//              CertificateType server_certificate_types<1..2^8-1>;
//          case server:
//              CertificateType server_certificate_type;
//      }
//  } ServerCertTypeExtension;
struct ServerCertTypeOffer {
  list<CertificateType> server_certificate_types{};
};
template <>
inline constexpr auto wire<ServerCertTypeOffer> = Struct(Field<&ServerCertTypeOffer::server_certificate_types>(
    TLSPrefixedArray<CertificateType>(u8, {.min = 1, .max = 255})));

struct ServerCertTypeChoice {
  CertificateType server_certificate_type{};
};
template <>
inline constexpr auto wire<ServerCertTypeChoice> =
    Struct(Field<&ServerCertTypeChoice::server_certificate_type>(wire<CertificateType>));

}  // namespace cxtls
