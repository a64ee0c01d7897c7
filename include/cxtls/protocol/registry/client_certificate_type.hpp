// IANA "TLS ClientCertificateType Identifiers": kinds of keys that a CertificateRequest of TLS 1.2 asks for.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class ClientCertificateType : std::uint8_t {
  rsa_sign = 1,
  dss_sign = 2,
  rsa_fixed_dh = 3,
  dss_fixed_dh = 4,
  rsa_ephemeral_dh_RESERVED = 5,
  dss_ephemeral_dh_RESERVED = 6,
  fortezza_dms_RESERVED = 20,
  ecdsa_sign = 64,  // EdDSA keys too: RFC 8422, 5.5
  rsa_fixed_ecdh = 65,
  ecdsa_fixed_ecdh = 66,
  gost_sign256 = 67,  // RFC 9189
  gost_sign512 = 68,
};
template <>
inline constexpr auto wire<ClientCertificateType> = EnumClass<ClientCertificateType>(u8);
template <>
inline constexpr auto names<ClientCertificateType> = std::to_array<named<ClientCertificateType>>({
    {ClientCertificateType::rsa_sign, "rsa_sign"},
    {ClientCertificateType::dss_sign, "dss_sign"},
    {ClientCertificateType::rsa_fixed_dh, "rsa_fixed_dh"},
    {ClientCertificateType::dss_fixed_dh, "dss_fixed_dh"},
    {ClientCertificateType::rsa_ephemeral_dh_RESERVED, "rsa_ephemeral_dh_RESERVED"},
    {ClientCertificateType::dss_ephemeral_dh_RESERVED, "dss_ephemeral_dh_RESERVED"},
    {ClientCertificateType::fortezza_dms_RESERVED, "fortezza_dms_RESERVED"},
    {ClientCertificateType::ecdsa_sign, "ecdsa_sign"},
    {ClientCertificateType::rsa_fixed_ecdh, "rsa_fixed_ecdh"},
    {ClientCertificateType::ecdsa_fixed_ecdh, "ecdsa_fixed_ecdh"},
    {ClientCertificateType::gost_sign256, "gost_sign256"},
    {ClientCertificateType::gost_sign512, "gost_sign512"},
});

}  // namespace cxtls
