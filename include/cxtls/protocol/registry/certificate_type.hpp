// IANA "TLS Certificate Types".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class CertificateType : std::uint8_t {
  X509 = 0,
  OpenPGP = 1,  // not in TLS 1.3
  RawPublicKey = 2,  // RFC 7250, 3
  IEEE1609Dot2 = 3,  // RFC 8902, 3
};
template <>
inline constexpr auto wire<CertificateType> = EnumClass<CertificateType>(u8);
template <>
inline constexpr auto names<CertificateType> = std::to_array<named<CertificateType>>({
    {CertificateType::X509, "X509"},
    {CertificateType::OpenPGP, "OpenPGP"},
    {CertificateType::RawPublicKey, "RawPublicKey"},
    {CertificateType::IEEE1609Dot2, "IEEE1609Dot2"},
});

}  // namespace cxtls
