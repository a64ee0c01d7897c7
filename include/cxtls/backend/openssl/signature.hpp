// Verification of signatures, and what signing shares with it.
#pragma once
#include <openssl/rsa.h>

#include "cxtls/backend/openssl/public_key.hpp"

namespace cxtls::backend::openssl_ {

using crypto::signature_algorithm;

// Null for Ed25519, which hashes by itself.
constexpr char const* hash_name(signature_algorithm a) {
  switch (a) {
    case signature_algorithm::rsa_pkcs1_sha256:
    case signature_algorithm::rsa_pss_sha256:
    case signature_algorithm::ecdsa_sha256:
      return "SHA256";
    case signature_algorithm::rsa_pkcs1_sha384:
    case signature_algorithm::rsa_pss_sha384:
    case signature_algorithm::ecdsa_sha384:
      return "SHA384";
    case signature_algorithm::rsa_pkcs1_sha512:
    case signature_algorithm::rsa_pss_sha512:
    case signature_algorithm::ecdsa_sha512:
      return "SHA512";
    case signature_algorithm::ed25519:
      return nullptr;
  }
  return nullptr;
}

// RFC 8446, 4.2.3, RSASSA-PSS: MGF1 with the same hash (OpenSSL's default), a salt as long as the hash.
inline bool set_padding(EVP_PKEY_CTX* context, signature_algorithm a) {
  switch (a) {
    case signature_algorithm::rsa_pss_sha256:
    case signature_algorithm::rsa_pss_sha384:
    case signature_algorithm::rsa_pss_sha512:
      return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
    default:
      return true;  // PKCS #1 v1.5 is the default of RSA
  }
}

// With a key that has been checked. ECDSA signatures that aren't DER are refused, as are r or s outside [1, n-1]
// (CVE-2022-21449).
inline bool verifies(library const& l, signature_algorithm a, pkey const& key, bytes message, bytes signature) {
  // RFC 8017, 8.1.2 and 8.2.2: a signature is as long as the modulus. For PSS OpenSSL takes shorter ones.
  if (EVP_PKEY_is_a(key.get(), "RSA") == 1 &&
      signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(key.get())))
    return false;
  const digest_context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;
  return context &&
         EVP_DigestVerifyInit_ex(context.get(), &options, hash_name(a), l.context(), l.properties(), key.get(),
                                 nullptr) == 1 &&
         set_padding(options, a) &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

template <signature_algorithm A>
struct verifier {
  [[nodiscard]] static bool verify(library const& l, crypto::public_key const& key, bytes message, bytes signature) {
    if (crypto::kind_of(key) != crypto::kind_of(A)) return false;
    const quiet q;
    const pkey checked = import(l, key);
    return checked && verifies(l, A, checked, message, signature);
  }
};

}  // namespace cxtls::backend::openssl_
