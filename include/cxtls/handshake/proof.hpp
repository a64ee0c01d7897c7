// Proofs that a check ran. Only the checker makes them, and the states that rest on the check can't be built without.
#pragma once
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/digest.hpp"
#include "cxtls/crypto/verify.hpp"

namespace cxtls {

// The peer's Finished was the expected one.
class FinishedVerified {
 public:
  // Compares in constant time. Errors: length_out_of_range (RFC 8446, 4.4.4: "opaque verify_data[Hash.length]"),
  // finished_mismatch ("Recipients of Finished messages MUST verify that the contents are correct and if incorrect MUST
  // terminate the connection with a "decrypt_error" alert.").
  template <class Backend>
  static constexpr result<FinishedVerified> check(crypto::digest const& expected, bytes verify_data) {
    if (verify_data.size() != expected.size()) return error{errc::length_out_of_range, "verify_data"};
    if (!Backend::equal(expected.view(), verify_data)) return errc::finished_mismatch;
    return FinishedVerified{};
  }

 private:
  constexpr FinishedVerified() = default;
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
  constexpr SignatureScheme scheme() const { return scheme_; }

 private:
  constexpr explicit SignatureVerified(SignatureScheme scheme) : scheme_(scheme) {}
  SignatureScheme scheme_;
};

}  // namespace cxtls
