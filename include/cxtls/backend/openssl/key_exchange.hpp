// X25519 (RFC 7748) and ECDH on the NIST curves (RFC 8446, 4.2.8.2).
#pragma once
#include <openssl/rand.h>

#include "cxtls/backend/openssl/pkey.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/group.hpp"

namespace cxtls::backend::openssl_ {

// Keys on the NIST curves and of ML-KEM are made by the provider from its own generator: EVP has no call that takes the
// randomness, and a validated module must not let it in. So that the backend's random() still counts, what it draws is
// additional input (NIST SP 800-90A, 9.3) of the generator that OpenSSL's default provider makes private keys from, and
// where it fails, there is no key.
bool stir(auto const& backend) {
  library const& l = backend;
  secret<32> drawn(32), unused(32);
  if (!backend.random(drawn.fill())) return false;
  EVP_RAND_CTX* const generator = RAND_get0_private(l.context());
  constexpr unsigned strength = 0;  // whatever it has
  return generator != nullptr && EVP_RAND_generate(generator, unused.fill().data(), unused.size(), strength, 0,
                                                   drawn.expose().data(), drawn.size()) == 1;
}

// RFC 8446, 7.4.2: "implementations MUST check whether the computed Diffie-Hellman shared secret is the all-zero value
// and abort if so". OpenSSL's own code does; its code for special hardware and other providers may not.
inline bool all_zero(bytes x25519_secret) {
  constexpr std::uint8_t zeros[32]{};
  return x25519_secret.size() != sizeof zeros || CRYPTO_memcmp(x25519_secret.data(), zeros, sizeof zeros) == 0;
}

template <NamedGroup G>
class key_exchange {
 public:
  static constexpr std::size_t share_size = crypto::find(G)->share_size;
  static constexpr std::size_t response_size = crypto::find(G)->response_size;
  static constexpr std::size_t secret_size = crypto::find(G)->secret_size;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    const quiet q;
    key_ = {};
    if (share.size() != share_size || !stir(backend)) return false;
    const OSSL_PARAM parameters[] = {text_parameter(OSSL_PKEY_PARAM_GROUP_NAME, curve_name(G)),
                                     OSSL_PARAM_construct_end()};
    key_ = generated(backend, "EC", parameters);
    return key_ && put_public(key_, share);
  }
  [[nodiscard]] bool decapsulate(library const& l, bytes response, mutable_bytes secret_out) {
    const quiet q;
    if (!key_ || response.size() != response_size || secret_out.size() != secret_size) return false;
    const pkey peer = point_from(l, G, response);
    return peer && agree(l, key_, peer, secret_out);
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    key_exchange own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret_out);
  }

 private:
  pkey key_;
};

// Its private key is the backend's own draw, so that a test, or a caller with a better source, decides what it is.
template <>
class key_exchange<NamedGroup::x25519> {
 public:
  static constexpr std::size_t share_size = 32, response_size = 32, secret_size = 32;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    const quiet q;
    key_ = {};
    library const& l = backend;
    secret<32> drawn(32);
    if (share.size() != share_size || !backend.random(drawn.fill())) return false;
    key_ = pkey(
        EVP_PKEY_new_raw_private_key_ex(l.context(), "X25519", l.properties(), drawn.expose().data(), drawn.size()));
    return key_ && put_public(key_, share);
  }
  [[nodiscard]] bool decapsulate(library const& l, bytes response, mutable_bytes secret_out) {
    const quiet q;
    if (!key_ || response.size() != response_size || secret_out.size() != secret_size) return false;
    const pkey peer(
        EVP_PKEY_new_raw_public_key_ex(l.context(), "X25519", l.properties(), response.data(), response.size()));
    return peer && agree(l, key_, peer, secret_out) && !all_zero(secret_out);
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    key_exchange own;
    return own.generate(backend, response) && own.decapsulate(backend, share, secret_out);
  }

 private:
  pkey key_;
};

}  // namespace cxtls::backend::openssl_
