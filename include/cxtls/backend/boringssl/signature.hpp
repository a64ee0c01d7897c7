// Verification of signatures, and what signing shares with it.
#pragma once
#include <openssl/bn.h>
#include <openssl/digest.h>
#include <openssl/ec_key.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <bit>

#include "cxtls/backend/boringssl/key_exchange.hpp"
#include "cxtls/crypto/public_key.hpp"

namespace cxtls::backend {

class boringssl;

namespace boringssl_ {

using crypto::signature_algorithm;

// Null for Ed25519, which hashes by itself.
inline EVP_MD const* hash_for(signature_algorithm a) {
  switch (a) {
    case signature_algorithm::rsa_pkcs1_sha256:
    case signature_algorithm::rsa_pss_sha256:
    case signature_algorithm::ecdsa_sha256:
      return EVP_sha256();
    case signature_algorithm::rsa_pkcs1_sha384:
    case signature_algorithm::rsa_pss_sha384:
    case signature_algorithm::ecdsa_sha384:
      return EVP_sha384();
    case signature_algorithm::rsa_pkcs1_sha512:
    case signature_algorithm::rsa_pss_sha512:
    case signature_algorithm::ecdsa_sha512:
      return EVP_sha512();
    case signature_algorithm::ed25519:
      return nullptr;
  }
  return nullptr;
}

// RFC 8446, 4.2.3, RSASSA-PSS: MGF1 with the same hash (BoringSSL's default), a salt as long as the hash.
inline bool set_padding(EVP_PKEY_CTX* context, signature_algorithm a) {
  constexpr int salt_as_long_as_the_hash = -1;
  switch (a) {
    case signature_algorithm::rsa_pss_sha256:
    case signature_algorithm::rsa_pss_sha384:
    case signature_algorithm::rsa_pss_sha512:
      return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt_as_long_as_the_hash) == 1;
    default:
      return true;  // PKCS #1 v1.5 is the default of RSA
  }
}

// ---- public keys, else null ----

inline bssl::UniquePtr<EVP_PKEY> import(crypto::rsa_public_key const& key) {
  if (key.modulus.empty() || key.exponent.empty() || key.modulus[0] == 0 || key.exponent[0] == 0) return nullptr;
  const std::size_t bits = 8 * (key.modulus.size() - 1) + static_cast<std::size_t>(std::bit_width(key.modulus[0]));
  if (bits < crypto::min_rsa_bits || bits > crypto::max_rsa_bits) return nullptr;
  // An exponent of 1 makes every message its own signature; an even one has no inverse.
  if (key.exponent.size() > crypto::max_rsa_exponent_size || (key.exponent.back() & 1) == 0 ||
      (key.exponent.size() == 1 && key.exponent[0] == 1))
    return nullptr;
  bssl::UniquePtr<RSA> rsa(RSA_new());
  bssl::UniquePtr<BIGNUM> n(BN_bin2bn(key.modulus.data(), key.modulus.size(), nullptr));
  bssl::UniquePtr<BIGNUM> e(BN_bin2bn(key.exponent.data(), key.exponent.size(), nullptr));
  bssl::UniquePtr<EVP_PKEY> imported(EVP_PKEY_new());
  if (!rsa || !n || !e || !imported || RSA_set0_key(rsa.get(), n.get(), e.get(), nullptr) != 1) return nullptr;
  [[maybe_unused]] BIGNUM* const owned_by_rsa[] = {n.release(), e.release()};
  if (EVP_PKEY_set1_RSA(imported.get(), rsa.get()) != 1) return nullptr;
  return imported;
}
inline bssl::UniquePtr<EVP_PKEY> import(crypto::ec_public_key const& key) {
  bssl::UniquePtr<EC_KEY> ec(nid_of(key.group) == NID_undef ? nullptr : EC_KEY_new_by_curve_name(nid_of(key.group)));
  if (!ec) return nullptr;
  const auto point = point_from(EC_KEY_get0_group(ec.get()), key.point);
  bssl::UniquePtr<EVP_PKEY> imported(EVP_PKEY_new());
  if (!point || !imported || EC_KEY_set_public_key(ec.get(), point.get()) != 1 ||
      EVP_PKEY_set1_EC_KEY(imported.get(), ec.get()) != 1)
    return nullptr;
  return imported;
}
inline bssl::UniquePtr<EVP_PKEY> import(crypto::ed25519_public_key const& key) {
  return bssl::UniquePtr<EVP_PKEY>(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.key.data(), key.key.size()));
}
// Whoever adds an algorithm has a verifier of its own.
inline bssl::UniquePtr<EVP_PKEY> import(crypto::own_public_key const&) { return nullptr; }

template <signature_algorithm A>
struct verifier {
  // ECDSA signatures that aren't DER are refused, as are r or s outside [1, n-1] (CVE-2022-21449).
  [[nodiscard]] static bool verify(boringssl const&, crypto::public_key const& key, bytes message, bytes signature) {
    if (crypto::kind_of(key) != crypto::kind_of(A)) return false;
    const quiet q;
    const auto imported = std::visit([](auto const& k) { return import(k); }, key);
    bssl::ScopedEVP_MD_CTX context;
    EVP_PKEY_CTX* options = nullptr;
    return imported && EVP_DigestVerifyInit(context.get(), &options, hash_for(A), nullptr, imported.get()) == 1 &&
           set_padding(options, A) &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  }
};

}  // namespace boringssl_
}  // namespace cxtls::backend
