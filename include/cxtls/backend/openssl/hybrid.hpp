// X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem, 4.1), which OpenSSL 3.5 has as one key encapsulation mechanism.
#pragma once
#include "cxtls/backend/openssl/key_exchange.hpp"
#include "cxtls/crypto/capabilities.hpp"

namespace cxtls::backend::openssl_ {

template <>
class key_exchange<NamedGroup::X25519MLKEM768> {
 public:
  static constexpr std::size_t share_size = 1216, response_size = 1120, secret_size = 64;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    const quiet q;
    key_ = {};
    if (share.size() != share_size || !stir(backend)) return false;
    const OSSL_PARAM none[] = {OSSL_PARAM_construct_end()};
    key_ = generated(backend, type, none);
    return key_ && put_public(key_, share);
  }
  // A ciphertext of ML-KEM that is wrong gives another secret, not an error (FIPS 203, 6.3).
  [[nodiscard]] bool decapsulate(library const& l, bytes response, mutable_bytes secret_out) {
    const quiet q;
    if (!key_ || response.size() != response_size || secret_out.size() != secret_size) return false;
    const pkey_context context = context_of(l, key_);
    std::size_t size = secret_out.size();
    return context && EVP_PKEY_decapsulate_init(context.get(), nullptr) == 1 &&
           EVP_PKEY_decapsulate(context.get(), secret_out.data(), &size, response.data(), response.size()) == 1 &&
           size == secret_size && !all_zero(secret_out.last(32));
  }
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    const quiet q;
    if (share.size() != share_size || response.size() != response_size || secret_out.size() != secret_size ||
        !stir(backend))
      return false;
    const OSSL_PARAM parts[] = {octets_parameter(OSSL_PKEY_PARAM_PUB_KEY, share), OSSL_PARAM_construct_end()};
    const pkey peer = imported(backend, type, parts);
    if (!peer) return false;
    const pkey_context context = context_of(backend, peer);
    std::size_t sent = response.size(), size = secret_out.size();
    return context && EVP_PKEY_encapsulate_init(context.get(), nullptr) == 1 &&
           EVP_PKEY_encapsulate(context.get(), response.data(), &sent, secret_out.data(), &size) == 1 &&
           sent == response_size && size == secret_size && !all_zero(secret_out.last(32));
  }

 private:
  static constexpr char const* type = "X25519MLKEM768";
  pkey key_;
};

// In order of preference.
constexpr auto groups() {
  using enum NamedGroup;
  if constexpr (has_ml_kem)
    return crypto::capabilities{X25519MLKEM768, x25519, secp256r1, secp384r1, secp521r1};
  else
    return crypto::capabilities{x25519, secp256r1, secp384r1, secp521r1};
}

}  // namespace cxtls::backend::openssl_
