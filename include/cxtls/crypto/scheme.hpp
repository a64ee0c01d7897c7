// SignatureScheme (what TLS negotiates) as a primitive and the key it takes.
#pragma once
#include <array>

#include "cxtls/crypto/public_key.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

namespace cxtls::crypto {

struct scheme_info {
  SignatureScheme scheme{};
  signature_algorithm algorithm{};
  key_kind kind{};
  NamedGroup curve{};  // kind == ec only. TLS 1.3 couples curve and hash, TLS 1.2 does not (RFC 8446, 4.2.3)
  // RFC 8446, 4.2.3: rsa_pkcs1_* "refer solely to signatures which appear in certificates ... and are not defined for
  // use in signed TLS handshake messages". TLS 1.2 still signs with them.
  bool tls13_certificate_verify = false;
};

// In order of preference. rsa_pss_pss_* is left out: it needs keys with the OID id-RSASSA-PSS, which our profile of
// X.509 doesn't have.
inline constexpr auto scheme_table = std::to_array<scheme_info>({
    {SignatureScheme::ed25519, signature_algorithm::ed25519, key_kind::ed25519, NamedGroup{}, true},
    {SignatureScheme::ecdsa_secp256r1_sha256, signature_algorithm::ecdsa_sha256, key_kind::ec, NamedGroup::secp256r1,
     true},
    {SignatureScheme::ecdsa_secp384r1_sha384, signature_algorithm::ecdsa_sha384, key_kind::ec, NamedGroup::secp384r1,
     true},
    {SignatureScheme::ecdsa_secp521r1_sha512, signature_algorithm::ecdsa_sha512, key_kind::ec, NamedGroup::secp521r1,
     true},
    {SignatureScheme::rsa_pss_rsae_sha256, signature_algorithm::rsa_pss_sha256, key_kind::rsa, NamedGroup{}, true},
    {SignatureScheme::rsa_pss_rsae_sha384, signature_algorithm::rsa_pss_sha384, key_kind::rsa, NamedGroup{}, true},
    {SignatureScheme::rsa_pss_rsae_sha512, signature_algorithm::rsa_pss_sha512, key_kind::rsa, NamedGroup{}, true},
    {SignatureScheme::rsa_pkcs1_sha256, signature_algorithm::rsa_pkcs1_sha256, key_kind::rsa, NamedGroup{}, false},
    {SignatureScheme::rsa_pkcs1_sha384, signature_algorithm::rsa_pkcs1_sha384, key_kind::rsa, NamedGroup{}, false},
    {SignatureScheme::rsa_pkcs1_sha512, signature_algorithm::rsa_pkcs1_sha512, key_kind::rsa, NamedGroup{}, false},
});

// Null for a scheme that we don't have.
constexpr scheme_info const* find(SignatureScheme scheme) {
  for (scheme_info const& row : scheme_table)
    if (row.scheme == scheme) return &row;
  return nullptr;
}

// May this key sign with this scheme in TLS 1.3? Kind and curve must fit.
constexpr bool fits(scheme_info const& scheme, public_key const& key) {
  if (scheme.kind != kind_of(key)) return false;
  auto const* ec = std::get_if<ec_public_key>(&key);
  return ec == nullptr || ec->group == scheme.curve;
}
// And in TLS 1.2? There its curve doesn't matter (RFC 8446, 4.2.3): ecdsa_secp256r1_sha256 is ECDSA with SHA-256.
constexpr bool fits_tls12(scheme_info const& scheme, public_key const& key) { return scheme.kind == kind_of(key); }

}  // namespace cxtls::crypto
