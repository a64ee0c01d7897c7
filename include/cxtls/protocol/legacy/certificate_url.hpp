// client_certificate_url and its message CertificateURL (RFC 6066, 5), to be read by tools. No handshake of ours has
// them: a server would fetch what a stranger names (RFC 6066, 11.3).
#pragma once
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

// The extension. RFC 6066, 5: "The "extension_data" field of this extension SHALL be empty."
struct ClientCertificateURL {};

//  enum {                                                  RFC 6066, 5
//      individual_certs(0), pkipath(1), (255)
//  } CertChainType;
enum class CertChainType : std::uint8_t {
  individual_certs = 0,
  pkipath = 1,
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::ClientCertificateURL> = Empty<hazmat::legacy::ClientCertificateURL>;
template <>
inline constexpr auto wire<hazmat::legacy::CertChainType> = EnumClass<hazmat::legacy::CertChainType>(u8);
template <>
inline constexpr auto names<hazmat::legacy::CertChainType> = std::to_array<named<hazmat::legacy::CertChainType>>({
    {hazmat::legacy::CertChainType::individual_certs, "individual_certs"},
    {hazmat::legacy::CertChainType::pkipath, "pkipath"},
});

namespace hazmat::legacy {

//  struct {                                                RFC 6066, 5
//      opaque url<1..2^16-1>;
//      uint8 padding;
//      opaque SHA1Hash[20];
//  } URLAndHash;
struct URLAndHash {
  bytes url{};
  std::uint8_t padding = 1;
  std::array<std::uint8_t, 20> SHA1Hash{};
};

}  // namespace hazmat::legacy

// RFC 6066, 5: "The "padding" byte MUST be 0x01."
template <>
inline constexpr auto wire<hazmat::legacy::URLAndHash> = Struct(
    Field<&hazmat::legacy::URLAndHash::url>(PrefixedBytes(u16, {.min = 1, .max = 65535})),
    Field<&hazmat::legacy::URLAndHash::padding>(OneOf<1>(u8)), Field<&hazmat::legacy::URLAndHash::SHA1Hash>(Bytes<20>));

namespace hazmat::legacy {

//  struct {                                                RFC 6066, 5
//      CertChainType type;
//      URLAndHash url_and_hash_list<1..2^16-1>;
//  } CertificateURL;
struct CertificateURL {
  CertChainType type{};
  list<URLAndHash> url_and_hash_list{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::CertificateURL> =
    Struct(Field<&hazmat::legacy::CertificateURL::type>(wire<hazmat::legacy::CertChainType>),
           Field<&hazmat::legacy::CertificateURL::url_and_hash_list>(
               TLSPrefixedArray<hazmat::legacy::URLAndHash>(u16, {.min = 1, .max = 65535})));

}  // namespace cxtls
