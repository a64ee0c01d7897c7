// Public keys as they come in certificates, handed to OpenSSL.
#pragma once
#include <openssl/bn.h>
#include <openssl/param_build.h>

#include <bit>

#include "cxtls/backend/openssl/pkey.hpp"
#include "cxtls/crypto/public_key.hpp"

namespace cxtls::backend::openssl_ {

// ---- null for a key that is invalid or outside the size limits ----

inline pkey import(library const& l, crypto::rsa_public_key const& key) {
  if (key.modulus.empty() || key.exponent.empty() || key.modulus[0] == 0 || key.exponent[0] == 0) return {};
  if (key.modulus.size() > crypto::max_rsa_bits / 8) return {};
  const std::size_t bits = 8 * (key.modulus.size() - 1) + static_cast<std::size_t>(std::bit_width(key.modulus[0]));
  if (bits < crypto::min_rsa_bits) return {};
  // An exponent of 1 makes every message its own signature; an even one has no inverse.
  if (key.exponent.size() > crypto::max_rsa_exponent_size || (key.exponent.back() & 1) == 0 ||
      (key.exponent.size() == 1 && key.exponent[0] == 1))
    return {};
  using number = handle<BIGNUM, BN_free>;
  const number n(BN_bin2bn(key.modulus.data(), static_cast<int>(key.modulus.size()), nullptr));
  const number e(BN_bin2bn(key.exponent.data(), static_cast<int>(key.exponent.size()), nullptr));
  // Numbers are parameters in the machine's order of octets: the builder knows it.
  const handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
  if (!n || !e || !builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return {};
  const handle<OSSL_PARAM, OSSL_PARAM_free> parts(OSSL_PARAM_BLD_to_param(builder.get()));
  return parts ? imported(l, "RSA", parts.get()) : pkey();
}
inline pkey import(library const& l, crypto::ec_public_key const& key) { return point_from(l, key.group, key.point); }
inline pkey import(library const& l, crypto::ed25519_public_key const& key) {
  return pkey(EVP_PKEY_new_raw_public_key_ex(l.context(), "ED25519", l.properties(), key.key.data(), key.key.size()));
}
// Whoever adds an algorithm has a verifier of its own.
inline pkey import(library const&, crypto::own_public_key const&) { return {}; }
inline pkey import(library const& l, crypto::public_key const& key) {
  return std::visit([&](auto const& k) { return import(l, k); }, key);
}

}  // namespace cxtls::backend::openssl_
