// Ed25519 (RFC 8032): verification, and private keys from DER.
#pragma once
#include <sodium/crypto_sign_ed25519.h>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/bare_private_key.hpp"
#include "cxtls/crypto/private_key_info.hpp"
#include "cxtls/crypto/public_key.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

namespace cxtls::backend {

class libsodium;

namespace libsodium_ {

template <crypto::signature_algorithm A>
struct verifier;

template <>
struct verifier<crypto::signature_algorithm::ed25519> {
  // Keys of small order, points that aren't canonical and an S outside [0, L) are refused (RFC 8032, 5.1.7).
  [[nodiscard]] static bool verify(libsodium const&, crypto::public_key const& key, bytes message, bytes signature) {
    auto const* const ed25519 = std::get_if<crypto::ed25519_public_key>(&key);
    return ed25519 != nullptr && ed25519->key.size() == crypto_sign_ed25519_PUBLICKEYBYTES &&
           signature.size() == crypto_sign_ed25519_BYTES &&
           crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(), ed25519->key.data()) ==
               0;
  }
};

class private_key {
 public:
  static constexpr std::size_t max_signature_size = crypto_sign_ed25519_BYTES;

  // PKCS#8 PrivateKeyInfo (RFC 5958, RFC 8410), not encrypted. Errors: config_unsupported_by_backend for a key of
  // another algorithm, also in PKCS#1 or SEC 1; private_key_malformed; private_key_mismatch when there is a public key
  // beside the private one and it belongs to another.
  static result<private_key> from_der(libsodium const&, bytes der) {
    const auto read = crypto::ed25519_from_pkcs8(der);
    if (!read && crypto::is_bare_private_key(der)) return errc::config_unsupported_by_backend;
    if (!read) return read.error();
    private_key key;
    std::uint8_t own[crypto_sign_ed25519_PUBLICKEYBYTES];
    crypto_sign_ed25519_seed_keypair(own, key.seed_and_public_.fill().data(), read->seed.data());
    if (read->public_key && !equal(*read->public_key, own)) return error{errc::private_key_mismatch, "publicKey"};
    return key;
  }

  bounded<SignatureScheme, 1> schemes() const { return bounded<SignatureScheme, 1>(SignatureScheme::ed25519); }

  // Returns the size of the signature. Errors: signature_scheme_mismatch, no_space, signing_failed.
  result<std::size_t> sign(libsodium const&, SignatureScheme scheme, bytes message, mutable_bytes out) const {
    if (scheme != SignatureScheme::ed25519) return errc::signature_scheme_mismatch;
    if (seed_and_public_.size() == 0) return errc::signing_failed;  // it was moved from
    if (out.size() < crypto_sign_ed25519_BYTES) return errc::no_space;
    if (crypto_sign_ed25519_detached(out.data(), nullptr, message.data(), message.size(),
                                     seed_and_public_.expose().data()) != 0)
      return errc::signing_failed;
    return std::size_t{crypto_sign_ed25519_BYTES};
  }

  bool matches(crypto::public_key const& key) const {
    auto const* const ed25519 = std::get_if<crypto::ed25519_public_key>(&key);
    return ed25519 != nullptr && seed_and_public_.size() != 0 &&
           equal(ed25519->key, seed_and_public_.expose().subspan(crypto_sign_ed25519_SEEDBYTES));
  }

 private:
  private_key() = default;
  secret<crypto_sign_ed25519_SECRETKEYBYTES> seed_and_public_{crypto_sign_ed25519_SECRETKEYBYTES};
};

}  // namespace libsodium_
}  // namespace cxtls::backend
