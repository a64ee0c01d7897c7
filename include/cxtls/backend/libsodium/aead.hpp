// ChaCha20-Poly1305 (RFC 8439). libsodium's AES-256-GCM is of no use here: its cipher suite hashes with SHA-384.
#pragma once
#include <sodium/crypto_aead_chacha20poly1305.h>

#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend {

class libsodium;

namespace libsodium_ {

template <crypto::aead_algorithm A>
class aead;

// libsodium keeps no context: the key is all there is.
template <>
class aead<crypto::aead_algorithm::chacha20_poly1305> {
 public:
  static constexpr std::size_t key_size = crypto_aead_chacha20poly1305_ietf_KEYBYTES;
  static constexpr std::size_t nonce_size = crypto_aead_chacha20poly1305_ietf_NPUBBYTES;
  static constexpr std::size_t tag_size = crypto_aead_chacha20poly1305_ietf_ABYTES;

  [[nodiscard]] bool init(libsodium const&, bytes key) {
    key_ = key.size() == key_size ? secret<key_size>::of(key) : secret<key_size>(0);
    return key_.size() == key_size;
  }
  // libsodium encrypts one run of octets, so in||extra is first put together where its ciphertext is to be, and is then
  // encrypted in place. `in` may lie at the start of `out` already; `extra` is apart from it.
  [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
    const std::size_t size = in.size() + extra.size();
    if (!usable(nonce, size) || out.size() != size + tag_size) return false;
    if (in.data() != out.data()) copy(in, out.data());
    copy(extra, out.data() + in.size());
    return crypto_aead_chacha20poly1305_ietf_encrypt_detached(out.data(), out.data() + size, nullptr, out.data(), size,
                                                              aad.data(), aad.size(), nullptr, nonce.data(),
                                                              key_.expose().data()) == 0;
  }
  // The tag is checked before anything is decrypted; when it is wrong, libsodium fills the text with zeros.
  [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
    if (sealed.size() < tag_size || !usable(nonce, sealed.size() - tag_size)) return false;
    const std::size_t size = sealed.size() - tag_size;
    return crypto_aead_chacha20poly1305_ietf_decrypt_detached(sealed.data(), nullptr, sealed.data(), size,
                                                              sealed.data() + size, aad.data(), aad.size(),
                                                              nonce.data(), key_.expose().data()) == 0;
  }

 private:
  // libsodium ends the process when it is given more than the block counter can count.
  bool usable(bytes nonce, std::size_t size) const {
    return key_.size() == key_size && nonce.size() == nonce_size &&
           size <= crypto_aead_chacha20poly1305_ietf_MESSAGEBYTES_MAX;
  }
  secret<key_size> key_{0};
};

}  // namespace libsodium_
}  // namespace cxtls::backend
