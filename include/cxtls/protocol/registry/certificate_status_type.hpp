// IANA "TLS Certificate Status Types".
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class CertificateStatusType : std::uint8_t {
  ocsp = 1,
  ocsp_multi = 2,  // RFC 6961, 2.2; not in TLS 1.3
};
template <>
inline constexpr auto wire<CertificateStatusType> = EnumClass<CertificateStatusType>(u8);
template <>
inline constexpr auto names<CertificateStatusType> = std::to_array<named<CertificateStatusType>>({
    {CertificateStatusType::ocsp, "ocsp"},
    {CertificateStatusType::ocsp_multi, "ocsp_multi"},
});

}  // namespace cxtls
