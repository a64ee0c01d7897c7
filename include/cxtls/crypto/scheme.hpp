// SignatureScheme (what TLS negotiates) as a primitive and the key it takes.
#pragma once
#include <array>
#include <span>

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
  // kind == own only. The algorithm of such keys and of what they sign certificates with, both without parameters: so are
  // Ed448 (RFC 8410, 3) and ML-DSA (RFC 9881, 2) written.
  der::oid oid{};
};

// A row of a backend's own.
constexpr scheme_info own_scheme(SignatureScheme scheme, signature_algorithm algorithm, der::oid oid) {
  return {scheme, algorithm, key_kind::own, NamedGroup{}, true, oid};
}
// Schemes that a backend adds: `static constexpr auto own_schemes = std::array{crypto::own_scheme(...)}`. None without it.
template <class B>
inline constexpr std::span<const scheme_info> own_schemes = [] {
  if constexpr (requires { std::span<const scheme_info>(B::own_schemes); })
    return std::span<const scheme_info>(B::own_schemes);
  else
    return std::span<const scheme_info>();
}();

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

// Null for a scheme that neither we nor B have.
template <class B>
constexpr scheme_info const* find(SignatureScheme scheme) {
  for (scheme_info const& row : own_schemes<B>)
    if (row.scheme == scheme) return &row;
  return find(scheme);
}

// Is it a key of this kind, and if the kind is a backend's own, of this algorithm?
constexpr bool is_key_for(scheme_info const& scheme, public_key const& key) {
  auto const* own = std::get_if<own_public_key>(&key);
  return scheme.kind == kind_of(key) && (own == nullptr || own->algorithm == scheme.oid);
}

// May this key sign with this scheme in TLS 1.3? Kind and curve must fit.
constexpr bool fits(scheme_info const& scheme, public_key const& key) {
  if (!is_key_for(scheme, key)) return false;
  auto const* ec = std::get_if<ec_public_key>(&key);
  return ec == nullptr || ec->group == scheme.curve;
}
// And in TLS 1.2? There its curve doesn't matter (RFC 8446, 4.2.3): ecdsa_secp256r1_sha256 is ECDSA with SHA-256.
constexpr bool fits_tls12(scheme_info const& scheme, public_key const& key) { return is_key_for(scheme, key); }

}  // namespace cxtls::crypto
