// Authenticated encryption.
#pragma once
#include <limits>

#include "cxtls/backend/openssl/library.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/base/wipe.hpp"

namespace cxtls::backend::openssl_ {

// One context per key, which expands the key once; a record only sets a nonce and a direction, and allocates nothing.
template <aead_algorithm A>
class aead {
 public:
  static constexpr std::size_t key_size = crypto::aead_key_size(A);
  static constexpr std::size_t nonce_size = crypto::aead_nonce_size;
  static constexpr std::size_t tag_size = crypto::aead_tag_size;

  [[nodiscard]] bool init(library const& l, bytes key) {
    const quiet q;
    context_ = {};
    EVP_CIPHER const* const algorithm = l.cipher_for(A);
    if (algorithm == nullptr || key.size() != key_size) return false;
    cipher_context made(EVP_CIPHER_CTX_new());
    if (!made || EVP_CipherInit_ex2(made.get(), algorithm, key.data(), nullptr, seals, nullptr) != 1) return false;
    context_ = std::move(made);
    return true;
  }
  [[nodiscard]] bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
    if (!usable(nonce) || out.size() != in.size() + extra.size() + tag_size) return false;
    const quiet q;
    const mutable_bytes tail = out.subspan(in.size()), tag = out.last(tag_size);
    return begin(nonce, aad, seals) && update(out.data(), in) && update(tail.data(), extra) && finish() &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()) == 1;
  }
  [[nodiscard]] bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
    if (!usable(nonce) || sealed.size() < tag_size) return false;
    const quiet q;
    const mutable_bytes text = sealed.first(sealed.size() - tag_size), tag = sealed.last(tag_size);
    if (begin(nonce, aad, opens) &&
        EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1 &&
        update(text.data(), text) && finish())
      return true;
    // OpenSSL decrypts before it knows whether it should have.
    wipe(text.data(), text.size());
    return false;
  }

 private:
  static constexpr int opens = 0, seals = 1;

  // OpenSSL itself reads as many octets of nonce as it expects.
  bool usable(bytes nonce) const { return context_ && nonce.size() == nonce_size; }
  bool begin(bytes nonce, bytes aad, int direction) const {
    return EVP_CipherInit_ex2(context_.get(), nullptr, nullptr, nonce.data(), direction, nullptr) == 1 &&
           update(nullptr, aad);
  }
  // Without `out` it is additional data.
  bool update(std::uint8_t* out, bytes in) const {
    if (in.empty()) return true;
    if (in.size() > std::size_t{std::numeric_limits<int>::max()}) return false;
    const int size = static_cast<int>(in.size());
    int written = 0;
    return EVP_CipherUpdate(context_.get(), out, &written, in.data(), size) == 1 && written == size;
  }
  bool finish() const {
    std::uint8_t nothing[tag_size];
    int written = 0;
    return EVP_CipherFinal_ex(context_.get(), nothing, &written) == 1 && written == 0;
  }

  cipher_context context_;
};

}  // namespace cxtls::backend::openssl_
