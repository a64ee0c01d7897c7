// Proofs that a check ran. Only the checker makes them, and the states that rest on the check can't be built without.
#pragma once
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/digest.hpp"
#include "cxtls/crypto/tls12/secrets.hpp"
#include "cxtls/crypto/verify.hpp"

namespace cxtls {

// The peer's Finished was the expected one.
class FinishedVerified {
 public:
  // Compares in constant time. Errors: finished_mismatch, also for another length than the hash's (RFC 8446, 4.4.4:
  // "Recipients of Finished messages MUST verify that the contents are correct and if incorrect MUST terminate the
  // connection with a "decrypt_error" alert.").
  template <class Backend>
  static constexpr result<FinishedVerified> check(crypto::digest const& expected, bytes verify_data) {
    if (verify_data.size() != expected.size() || !Backend::equal(expected.view(), verify_data))
      return errc::finished_mismatch;
    return FinishedVerified{};
  }
  // Of TLS 1.2. The type says whose Finished it is. Errors: finished_mismatch (RFC 5246, 7.4.9: "Recipients of Finished
  // messages MUST verify that the contents are correct.").
  template <class Backend, crypto::sender Sender>
  static constexpr result<FinishedVerified> check(crypto::tls12::verify_data<Sender> const& expected,
                                                  bytes verify_data) {
    if (verify_data.size() != expected.view().size() || !Backend::equal(expected.view(), verify_data))
      return errc::finished_mismatch;
    return FinishedVerified{};
  }

 private:
  constexpr FinishedVerified() = default;  // check() makes it
};

// The peer holds the private key of the certificate's public key, which is an argument and so can't be missing.
class SignatureVerified {
 public:
  // Errors: signature_scheme_mismatch, signature_invalid, config_unsupported_by_backend.
  template <class Backend>
  static constexpr result<SignatureVerified> check(Backend const& b, SignatureScheme scheme,
                                                   crypto::public_key const& key, bytes content, bytes signature) {
    if (const status s = crypto::verify(b, scheme, key, content, signature); !s) return s.error();
    return SignatureVerified{scheme};
  }
  // As TLS 1.2 signs: the scheme doesn't name the key's curve. Errors: the same.
  template <class Backend>
  static constexpr result<SignatureVerified> check_tls12(Backend const& b, SignatureScheme scheme,
                                                         crypto::public_key const& key, bytes content,
                                                         bytes signature) {
    if (const status s = crypto::verify_tls12(b, scheme, key, content, signature); !s) return s.error();
    return SignatureVerified{scheme};
  }
  constexpr SignatureScheme scheme() const { return scheme_; }

 private:
  constexpr explicit SignatureVerified(SignatureScheme scheme) : scheme_(scheme) {}  // check() makes it
  SignatureScheme scheme_;
};

}  // namespace cxtls
