// SHA-2 and HMAC.
#pragma once
#include "cxtls/backend/openssl/library.hpp"
#include "cxtls/base/bytes.hpp"

namespace cxtls::backend::openssl_ {

// A failure at any point, in copying too, leaves no state, and finish() tells.
template <hash_algorithm A>
class hash {
 public:
  static constexpr std::size_t size = crypto::hash_size(A);
  explicit hash(library const& l) {
    const quiet q;
    EVP_MD const* const algorithm = l.digest_for(A);
    digest_context made(EVP_MD_CTX_new());
    if (algorithm != nullptr && made && EVP_DigestInit_ex2(made.get(), algorithm, nullptr) == 1)
      state_ = std::move(made);
  }
  hash(hash const& other) {
    if (!other.state_) return;
    const quiet q;
    digest_context made(EVP_MD_CTX_new());
    if (made && EVP_MD_CTX_copy_ex(made.get(), other.state_.get()) == 1) state_ = std::move(made);
  }
  hash(hash&&) noexcept = default;
  hash& operator=(hash other) noexcept {
    state_ = std::move(other.state_);
    return *this;
  }
  ~hash() = default;

  void update(bytes more) {
    const quiet q;
    if (state_ && EVP_DigestUpdate(state_.get(), more.data(), more.size()) != 1) state_ = {};
  }
  [[nodiscard]] bool finish(mutable_bytes out) {
    const quiet q;
    unsigned written = 0;
    return state_ && out.size() == size && EVP_DigestFinal_ex(state_.get(), out.data(), &written) == 1 &&
           written == size;
  }

 private:
  digest_context state_;
};

template <hash_algorithm A>
class hmac {
 public:
  static constexpr std::size_t size = crypto::hash_size(A);
  hmac(library const& l, bytes key) {
    const quiet q;
    EVP_MAC_CTX const* const unkeyed = l.hmac_for(A);
    if (unkeyed == nullptr) return;
    state_ = mac_context(EVP_MAC_CTX_dup(unkeyed));
    // Null would mean "the key it has".
    constexpr std::uint8_t none = 0;
    if (state_ && EVP_MAC_init(state_.get(), key.empty() ? &none : key.data(), key.size(), nullptr) != 1) state_ = {};
  }
  hmac(hmac const&) = delete;
  hmac& operator=(hmac const&) = delete;
  ~hmac() = default;

  void update(bytes more) {
    const quiet q;
    if (state_ && EVP_MAC_update(state_.get(), more.data(), more.size()) != 1) state_ = {};
  }
  [[nodiscard]] bool finish(mutable_bytes out) {
    const quiet q;
    std::size_t written = 0;
    return state_ && out.size() == size && EVP_MAC_final(state_.get(), out.data(), &written, out.size()) == 1 &&
           written == size;
  }

 private:
  mac_context state_;
};

}  // namespace cxtls::backend::openssl_
