// trusted_ca_keys (RFC 6066, 6), to be read by tools. certificate_authorities supersedes it.
#pragma once
#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

//  enum {                                                  RFC 6066, 6
//      pre_agreed(0), key_sha1_hash(1), x509_name(2),
//      cert_sha1_hash(3), (255)
//  } IdentifierType;
enum class IdentifierType : std::uint8_t {
  pre_agreed = 0,
  key_sha1_hash = 1,
  x509_name = 2,
  cert_sha1_hash = 3,
};

//  opaque SHA1Hash[20];                                    RFC 6066, 6
// One struct for each of the two identifiers that are such a hash.
struct PreAgreed {};
struct KeySHA1Hash {
  std::array<std::uint8_t, 20> hash{};
};
struct CertSHA1Hash {
  std::array<std::uint8_t, 20> hash{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::IdentifierType> = EnumClass<hazmat::legacy::IdentifierType>(u8);
template <>
inline constexpr auto names<hazmat::legacy::IdentifierType> = std::to_array<named<hazmat::legacy::IdentifierType>>({
    {hazmat::legacy::IdentifierType::pre_agreed, "pre_agreed"},
    {hazmat::legacy::IdentifierType::key_sha1_hash, "key_sha1_hash"},
    {hazmat::legacy::IdentifierType::x509_name, "x509_name"},
    {hazmat::legacy::IdentifierType::cert_sha1_hash, "cert_sha1_hash"},
});
template <>
inline constexpr auto wire<hazmat::legacy::PreAgreed> = Empty<hazmat::legacy::PreAgreed>;
template <>
inline constexpr auto wire<hazmat::legacy::KeySHA1Hash> = Struct(Field<&hazmat::legacy::KeySHA1Hash::hash>(Bytes<20>));
template <>
inline constexpr auto wire<hazmat::legacy::CertSHA1Hash> =
    Struct(Field<&hazmat::legacy::CertSHA1Hash::hash>(Bytes<20>));

namespace hazmat::legacy {

//  struct {                                                RFC 6066, 6
//      IdentifierType identifier_type;
//      select (identifier_type) {
//          case pre_agreed: struct {};
//          case key_sha1_hash: SHA1Hash;
//          case x509_name: DistinguishedName;
//          case cert_sha1_hash: SHA1Hash;
//      } identifier;
//  } TrustedAuthority;
struct TrustedAuthority {
  std::variant<unknown<IdentifierType>, PreAgreed, KeySHA1Hash, DistinguishedName, CertSHA1Hash> identifier{};
};

}  // namespace hazmat::legacy

// Closed: how long another kind's identifier would be, nothing says.
template <>
inline constexpr auto wire<hazmat::legacy::TrustedAuthority> =
    Struct(Field<&hazmat::legacy::TrustedAuthority::identifier>(
        EnumSwitch(wire<hazmat::legacy::IdentifierType>, Closed,
                   Case<hazmat::legacy::IdentifierType::pre_agreed, hazmat::legacy::PreAgreed>,
                   Case<hazmat::legacy::IdentifierType::key_sha1_hash, hazmat::legacy::KeySHA1Hash>,
                   Case<hazmat::legacy::IdentifierType::x509_name, DistinguishedName>,
                   Case<hazmat::legacy::IdentifierType::cert_sha1_hash, hazmat::legacy::CertSHA1Hash>)));

namespace hazmat::legacy {

//  struct {                                                RFC 6066, 6
//      TrustedAuthority trusted_authorities_list<0..2^16-1>;
//  } TrustedAuthorities;
struct TrustedAuthorities {
  list<TrustedAuthority> trusted_authorities_list{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::TrustedAuthorities> =
    Struct(Field<&hazmat::legacy::TrustedAuthorities::trusted_authorities_list>(
        TLSPrefixedArray<hazmat::legacy::TrustedAuthority>(u16)));

}  // namespace cxtls
