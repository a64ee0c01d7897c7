// One owner for each thing that OpenSSL gives out. OpenSSL wipes what it frees where that was secret.
#pragma once
#include <openssl/evp.h>

#include <utility>

#include "cxtls/backend/openssl/version.hpp"

namespace cxtls::backend::openssl_ {

template <class T, void (*Free)(T*)>
class handle {
 public:
  handle() = default;
  explicit handle(T* owned) : item_(owned) {}
  handle(handle&& other) noexcept : item_(std::exchange(other.item_, nullptr)) {}
  handle& operator=(handle&& other) noexcept {
    handle gone(std::move(other));
    std::swap(item_, gone.item_);
    return *this;
  }
  ~handle() { Free(item_); }

  explicit operator bool() const { return item_ != nullptr; }
  T* get() const { return item_; }

 private:
  T* item_ = nullptr;
};

using cipher = handle<EVP_CIPHER, EVP_CIPHER_free>;
using cipher_context = handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using digest = handle<EVP_MD, EVP_MD_free>;
using digest_context = handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using mac_context = handle<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using pkey = handle<EVP_PKEY, EVP_PKEY_free>;
using pkey_context = handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

}  // namespace cxtls::backend::openssl_
