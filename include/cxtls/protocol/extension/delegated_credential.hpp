// delegated_credential: a key that the owner of a certificate lets sign in its stead, for a few days (RFC 9345).
#pragma once
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 9345, 4.1.1 (and RFC 8446, 4.2.3)
//      SignatureScheme supported_signature_algorithms<2..2^16-2>;
//  } SignatureSchemeList;
// By which schemes such a key may sign: "SignatureSchemeList" is a body of other extensions, too.
struct DelegatedCredentialSchemes {
  list<SignatureScheme> supported_signature_algorithms{};
};
template <>
inline constexpr auto wire<DelegatedCredentialSchemes> =
    Struct(Field<&DelegatedCredentialSchemes::supported_signature_algorithms>(
        TLSPrefixedArray<SignatureScheme>(u16, {.min = 2, .max = 65534})));

//  struct {                                                RFC 9345, 4
//      uint32 valid_time;
//      SignatureScheme dc_cert_verify_algorithm;
//      opaque ASN1_subjectPublicKeyInfo<1..2^24-1>;
//  } Credential;
struct Credential {
  std::uint32_t valid_time = 0;  // seconds after the certificate's notBefore
  SignatureScheme dc_cert_verify_algorithm{};
  bytes ASN1_subjectPublicKeyInfo{};  // DER
};
template <>
inline constexpr auto wire<Credential> =
    Struct(Field<&Credential::valid_time>(u32), Field<&Credential::dc_cert_verify_algorithm>(wire<SignatureScheme>),
           Field<&Credential::ASN1_subjectPublicKeyInfo>(PrefixedBytes(u24, {.min = 1, .max = 16777215})));

//  struct {                                                RFC 9345, 4
//      Credential cred;
//      SignatureScheme algorithm;
//      opaque signature<1..2^16-1>;
//  } DelegatedCredential;
struct DelegatedCredential {
  Credential cred{};
  SignatureScheme algorithm{};
  bytes signature{};
};
template <>
inline constexpr auto wire<DelegatedCredential> = Struct(
    Field<&DelegatedCredential::cred>(wire<Credential>), Field<&DelegatedCredential::algorithm>(wire<SignatureScheme>),
    Field<&DelegatedCredential::signature>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

}  // namespace cxtls
