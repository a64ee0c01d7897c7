// X25519 (RFC 7748). Private keys are made from the backend's own random(), so that a test, or a caller with a better
// source, decides where all randomness comes from.
#pragma once
#include <sodium/crypto_scalarmult_curve25519.h>

#include "cxtls/base/secret.hpp"
#include "cxtls/protocol/registry/named_group.hpp"

namespace cxtls::backend::libsodium_ {

template <NamedGroup G>
class key_exchange;

template <>
class key_exchange<NamedGroup::x25519> {
  static constexpr std::size_t key_size = crypto_scalarmult_curve25519_SCALARBYTES;

 public:
  static constexpr std::size_t share_size = crypto_scalarmult_curve25519_BYTES;
  static constexpr std::size_t response_size = crypto_scalarmult_curve25519_BYTES;
  static constexpr std::size_t secret_size = crypto_scalarmult_curve25519_BYTES;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    secret<key_size> key(key_size);
    if (share.size() != share_size || !backend.random(key.fill()) ||
        crypto_scalarmult_curve25519_base(share.data(), key.expose().data()) != 0)
      return false;
    key_ = std::move(key);
    return true;
  }
  // RFC 8446, 7.4.2: "implementations MUST check whether the computed Diffie-Hellman shared secret is the all-zero value
  // and abort if so": libsodium returns -1 then.
  [[nodiscard]] bool decapsulate(auto const&, bytes response, mutable_bytes secret_out) {
    return key_.size() != 0 && response.size() == response_size && secret_out.size() == secret_size &&
           crypto_scalarmult_curve25519(secret_out.data(), key_.expose().data(), response.data()) == 0;
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    key_exchange own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret_out);
  }

 private:
  secret<key_size> key_{0};
};

}  // namespace cxtls::backend::libsodium_
