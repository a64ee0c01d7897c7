// Signature verification with the algorithm chosen at run time.
#pragma once
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/scheme.hpp"

namespace cxtls::crypto {

namespace detail {
template <class B>
constexpr bool is_key_for(signature_algorithm a, public_key const& key) {
  if (kind_of(a) != kind_of(key)) return false;
  if (!is_own(a)) return true;
  for (scheme_info const& row : own_schemes<B>)
    if (row.algorithm == a) return crypto::is_key_for(row, key);
  return false;
}
}  // namespace detail

// A certificate's signature. Errors: config_unsupported_by_backend, signature_scheme_mismatch (another kind of key),
// signature_invalid (this includes a key that the backend finds invalid or outside the size limits).
template <class B>
constexpr status verify(B const& b, signature_algorithm a, public_key const& key, bytes message, bytes signature) {
  if (!B::signatures.contains(a)) return errc::config_unsupported_by_backend;
  if (!detail::is_key_for<B>(a, key)) return errc::signature_scheme_mismatch;
  const bool good = with_listed<B::signatures>(
      a, [&]<signature_algorithm A>() { return B::template verifier<A>::verify(b, key, message, signature); });
  if (!good) return errc::signature_invalid;
  return done{};
}

// A TLS 1.3 CertificateVerify: the scheme must be one for handshake messages, and fit the key and its curve.
// Errors: as above.
template <class B>
constexpr status verify(B const& b, SignatureScheme scheme, public_key const& key, bytes message, bytes signature) {
  scheme_info const* const info = find<B>(scheme);
  if (info == nullptr || !info->tls13_certificate_verify || !fits(*info, key)) return errc::signature_scheme_mismatch;
  return verify(b, info->algorithm, key, message, signature);
}

// A TLS 1.2 ServerKeyExchange or CertificateVerify: rsa_pkcs1_* signs, too, and a key's curve is its own.
// Errors: as above.
template <class B>
constexpr status verify_tls12(B const& b, SignatureScheme scheme, public_key const& key, bytes message,
                              bytes signature) {
  scheme_info const* const info = find<B>(scheme);
  if (info == nullptr || !fits_tls12(*info, key)) return errc::signature_scheme_mismatch;
  return verify(b, info->algorithm, key, message, signature);
}

}  // namespace cxtls::crypto
