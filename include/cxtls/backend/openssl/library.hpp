// Where algorithms come from: a library context, a property query, and what was fetched by them.
#pragma once
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

#include <atomic>
#include <new>

#include "cxtls/backend/openssl/errors.hpp"
#include "cxtls/backend/openssl/handle.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend::openssl_ {

using crypto::aead_algorithm;
using crypto::hash_algorithm;

// Fetching means locks and string comparisons, so hashes, MACs and ciphers are fetched once; copies share them, in any
// thread. What couldn't be fetched is null, and fails where it is used.
// OpenSSL has no way to hand a fetched algorithm to EVP_DigestVerifyInit, EVP_DigestSignInit, EVP_PKEY_derive_init and
// EVP_PKEY_fromdata: these look in the context's cache of methods each time they are called.
class library {
 public:
  library(OSSL_LIB_CTX* context, char const* properties)
      : context_(context), shared_(new(std::nothrow) fetched(context, properties)) {}
  library(library const& other) noexcept : context_(other.context_), shared_(other.shared_) {
    if (shared_ != nullptr) shared_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  library& operator=(library other) noexcept {
    std::swap(context_, other.context_);
    std::swap(shared_, other.shared_);
    return *this;
  }
  ~library() {
    if (shared_ != nullptr && shared_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
  }

  OSSL_LIB_CTX* context() const { return context_; }
  // Null: whatever the context prefers. Without memory, or when OpenSSL can't read the query, which it would ignore then,
  // one that no algorithm meets.
  char const* properties() const { return shared_ != nullptr && shared_->usable ? shared_->properties : "cxtls=none"; }

  // Null when it couldn't be fetched.
  EVP_MD const* digest_for(hash_algorithm a) const {
    if (shared_ == nullptr) return nullptr;
    return (a == hash_algorithm::sha384 ? shared_->sha384 : shared_->sha256).get();
  }
  // To be duplicated and given a key; null when it couldn't be fetched.
  EVP_MAC_CTX const* hmac_for(hash_algorithm a) const {
    if (shared_ == nullptr) return nullptr;
    return (a == hash_algorithm::sha384 ? shared_->hmac_sha384 : shared_->hmac_sha256).get();
  }
  EVP_CIPHER const* cipher_for(aead_algorithm a) const {
    if (shared_ == nullptr) return nullptr;
    switch (a) {
      case aead_algorithm::aes_128_gcm:
        return shared_->aes_128_gcm.get();
      case aead_algorithm::aes_256_gcm:
        return shared_->aes_256_gcm.get();
      case aead_algorithm::chacha20_poly1305:
        return shared_->chacha20_poly1305.get();
    }
    return nullptr;
  }

 private:
  struct fetched {
    fetched(OSSL_LIB_CTX* context, char const* query) {
      const quiet q;
      if (query != nullptr) {
        properties = OPENSSL_strdup(query);
        usable = properties != nullptr && readable(properties);
        if (!usable) return;
      }
      sha256 = digest(EVP_MD_fetch(context, "SHA256", properties));
      sha384 = digest(EVP_MD_fetch(context, "SHA384", properties));
      aes_128_gcm = cipher(EVP_CIPHER_fetch(context, "AES-128-GCM", properties));
      aes_256_gcm = cipher(EVP_CIPHER_fetch(context, "AES-256-GCM", properties));
      chacha20_poly1305 = cipher(EVP_CIPHER_fetch(context, "ChaCha20-Poly1305", properties));
      const handle<EVP_MAC, EVP_MAC_free> hmac(EVP_MAC_fetch(context, "HMAC", properties));
      if (!hmac) return;
      hmac_sha256 = keyed(hmac.get(), "SHA256");
      hmac_sha384 = keyed(hmac.get(), "SHA384");
    }
    fetched(fetched const&) = delete;
    fetched& operator=(fetched const&) = delete;
    ~fetched() { OPENSSL_free(properties); }

    // The only public function that says whether a query can be read sets it, so it gets a context of its own.
    static bool readable(char const* query) {
      const handle<OSSL_LIB_CTX, OSSL_LIB_CTX_free> scratch(OSSL_LIB_CTX_new());
      return scratch && EVP_set_default_properties(scratch.get(), query) == 1;
    }
    // The digest is a parameter, which would be fetched by name for each MAC. OpenSSL 3.0.0 can't duplicate a
    // context that never had a key, so it has one of zeros.
    mac_context keyed(EVP_MAC* hmac, char const* hash) const {
      mac_context made(EVP_MAC_CTX_new(hmac));
      const unsigned char zeros[32]{};
      OSSL_PARAM parameters[3] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(hash), 0),
                                  OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
      if (properties != nullptr)
        parameters[1] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_PROPERTIES, properties, 0);
      if (!made || EVP_MAC_init(made.get(), zeros, sizeof zeros, parameters) != 1) return {};
      return made;
    }

    std::atomic<std::size_t> owners{1};
    char* properties = nullptr;
    bool usable = true;
    digest sha256, sha384;
    cipher aes_128_gcm, aes_256_gcm, chacha20_poly1305;
    mac_context hmac_sha256, hmac_sha384;
  };

  OSSL_LIB_CTX* context_;
  fetched* shared_;
};

}  // namespace cxtls::backend::openssl_
