// IANA "TLS KDF Identifiers" (RFC 9258, 10).
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class KDFIdentifier : std::uint16_t {
  hkdf_sha256 = 1,
  hkdf_sha384 = 2,
};
template <>
inline constexpr auto wire<KDFIdentifier> = EnumClass<KDFIdentifier>(u16);
template <>
inline constexpr auto names<KDFIdentifier> = std::to_array<named<KDFIdentifier>>({
    {KDFIdentifier::hkdf_sha256, "HKDF_SHA256"},
    {KDFIdentifier::hkdf_sha384, "HKDF_SHA384"},
});

}  // namespace cxtls
