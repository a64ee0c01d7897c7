// Keys as OpenSSL's providers hold them: made, imported, and what two of them agree on.
#pragma once
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "cxtls/backend/openssl/library.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/protocol/registry/named_group.hpp"

namespace cxtls::backend::openssl_ {

// Null for a curve that we don't have.
constexpr char const* curve_name(NamedGroup group) {
  switch (group) {
    case NamedGroup::secp256r1:
      return SN_X9_62_prime256v1;
    case NamedGroup::secp384r1:
      return SN_secp384r1;
    case NamedGroup::secp521r1:
      return SN_secp521r1;
    default:
      return nullptr;
  }
}

// Parameters are pointers to non-const, but only written to by functions that ask for something.
inline OSSL_PARAM text_parameter(char const* name, char const* text) {
  return OSSL_PARAM_construct_utf8_string(name, const_cast<char*>(text), 0);
}
inline OSSL_PARAM octets_parameter(char const* name, bytes octets) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(octets.data()), octets.size());
}

inline pkey_context context_of(library const& l, char const* type) {
  return pkey_context(EVP_PKEY_CTX_new_from_name(l.context(), type, l.properties()));
}
inline pkey_context context_of(library const& l, pkey const& key) {
  return pkey_context(EVP_PKEY_CTX_new_from_pkey(l.context(), key.get(), l.properties()));
}

// A new key; null when the provider has no such type, or no randomness.
inline pkey generated(library const& l, char const* type, OSSL_PARAM const* parameters) {
  const pkey_context context = context_of(l, type);
  EVP_PKEY* key = nullptr;
  if (context && EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_CTX_set_params(context.get(), parameters) == 1)
    EVP_PKEY_generate(context.get(), &key);
  return pkey(key);
}

// A public key from its parts; null when it isn't one.
inline pkey imported(library const& l, char const* type, OSSL_PARAM const* parts) {
  const pkey_context context = context_of(l, type);
  EVP_PKEY* key = nullptr;
  if (context && EVP_PKEY_fromdata_init(context.get()) == 1)
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parts));
  return pkey(key);
}

// A point on one of our curves: uncompressed, its coordinates in range, and on the curve; else null.
inline pkey point_from(library const& l, NamedGroup group, bytes octets) {
  char const* const curve = curve_name(group);
  // SEC 1, 2.3.3: 4 is the uncompressed form. OpenSSL would read compressed and hybrid points as well; TLS 1.3 doesn't.
  if (curve == nullptr || octets.empty() || octets[0] != 4) return {};
  const OSSL_PARAM parts[] = {text_parameter(OSSL_PKEY_PARAM_GROUP_NAME, curve),
                              octets_parameter(OSSL_PKEY_PARAM_PUB_KEY, octets), OSSL_PARAM_construct_end()};
  pkey point = imported(l, "EC", parts);
  if (!point) return {};
  // The whole check multiplies by the order, too, which costs as much as the exchange and tells nothing more where the
  // cofactor is 1: RFC 8446, 4.2.8.2: "implementers do not need to verify membership in the correct subgroup".
  const pkey_context check = context_of(l, point);
  if (!check || EVP_PKEY_public_check_quick(check.get()) != 1) return {};
  return point;
}

// The public half as TLS sends it. False when its size is another than that of `out`.
inline bool put_public(pkey const& key, mutable_bytes out) {
  std::size_t size = 0;
  return EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, out.data(), out.size(),
                                         &size) == 1 &&
         size == out.size();
}

// Diffie-Hellman. The peer's key must have been checked. False when the secret's size is another than that of `out`.
inline bool agree(library const& l, pkey const& own, pkey const& peer, mutable_bytes out) {
  const pkey_context context = context_of(l, own);
  std::size_t size = out.size();
  return context && EVP_PKEY_derive_init(context.get()) == 1 &&
         EVP_PKEY_derive_set_peer_ex(context.get(), peer.get(), 0) == 1 &&
         EVP_PKEY_derive(context.get(), out.data(), &size) == 1 && size == out.size();
}

}  // namespace cxtls::backend::openssl_
