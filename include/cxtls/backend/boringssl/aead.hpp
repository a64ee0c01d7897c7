// Authenticated encryption.
#pragma once
#include <openssl/aead.h>

#include <utility>

#include "cxtls/backend/boringssl/errors.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend {

class boringssl;

namespace boringssl_ {

// An EVP_AEAD_CTX may not be moved, so it lives on the heap: one allocation per key, none per record. BoringSSL wipes
// what it frees.
template <crypto::aead_algorithm A>
class aead {
 public:
  static constexpr std::size_t key_size = crypto::aead_key_size(A);
  static constexpr std::size_t nonce_size = crypto::aead_nonce_size;
  static constexpr std::size_t tag_size = crypto::aead_tag_size;

  aead() = default;
  aead(aead&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}
  aead& operator=(aead&& other) noexcept {
    aead gone(std::move(other));
    std::swap(context_, gone.context_);
    return *this;
  }
  ~aead() { EVP_AEAD_CTX_free(context_); }

  [[nodiscard]] bool init(boringssl const&, bytes key) {
    const quiet q;
    EVP_AEAD_CTX_free(context_);
    context_ = key.size() == key_size ? EVP_AEAD_CTX_new(algorithm(), key.data(), key.size(), tag_size) : nullptr;
    return context_ != nullptr;
  }
  [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
    if (!usable(nonce) || out.size() != in.size() + extra.size() + tag_size) return false;
    const quiet q;
    const mutable_bytes tail = out.subspan(in.size());
    std::size_t written = 0;
    return EVP_AEAD_CTX_seal_scatter(context_, out.data(), tail.data(), &written, tail.size(), nonce.data(),
                                     nonce.size(), in.data(), in.size(), extra.data(), extra.size(), aad.data(),
                                     aad.size()) == 1 &&
           written == tail.size();
  }
  [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
    if (!usable(nonce) || sealed.size() < tag_size) return false;
    const quiet q;
    const mutable_bytes text = sealed.first(sealed.size() - tag_size);
    const bytes tag = sealed.last(tag_size);
    return EVP_AEAD_CTX_open_gather(context_, text.data(), nonce.data(), nonce.size(), text.data(), text.size(),
                                    tag.data(), tag.size(), aad.data(), aad.size()) == 1;
  }

 private:
  // BoringSSL itself takes AES-GCM nonces of any size.
  bool usable(bytes nonce) const { return context_ != nullptr && nonce.size() == nonce_size; }
  static EVP_AEAD const* algorithm() {
    switch (A) {
      case crypto::aead_algorithm::aes_128_gcm:
        return EVP_aead_aes_128_gcm();
      case crypto::aead_algorithm::aes_256_gcm:
        return EVP_aead_aes_256_gcm();
      case crypto::aead_algorithm::chacha20_poly1305:
        return EVP_aead_chacha20_poly1305();
    }
    return nullptr;
  }
  EVP_AEAD_CTX* context_ = nullptr;
};

}  // namespace boringssl_
}  // namespace cxtls::backend
