// SHA-2 and HMAC.
#pragma once
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "cxtls/backend/boringssl/errors.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend {

class boringssl;

namespace boringssl_ {

using crypto::hash_algorithm;

// The state is wiped: HKDF and transcripts of some handshakes hash secrets. SHA-2 in BoringSSL can't fail.
template <hash_algorithm A>
class hash {
 public:
  static constexpr std::size_t size = crypto::hash_size(A);
  explicit hash(boringssl const&) {
    if constexpr (A == hash_algorithm::sha256) {
      SHA256_Init(&state_);
    } else {
      SHA384_Init(&state_);
    }
  }
  hash(hash const&) = default;
  hash& operator=(hash const&) = default;
  ~hash() { wipe(reinterpret_cast<std::uint8_t*>(&state_), sizeof state_); }

  void update(bytes more) {
    if constexpr (A == hash_algorithm::sha256) {
      SHA256_Update(&state_, more.data(), more.size());
    } else {
      SHA384_Update(&state_, more.data(), more.size());
    }
  }
  [[nodiscard]] bool finish(mutable_bytes out) {
    if (out.size() != size) return false;
    if constexpr (A == hash_algorithm::sha256) {
      return SHA256_Final(out.data(), &state_) == 1;
    } else {
      return SHA384_Final(out.data(), &state_) == 1;
    }
  }

 private:
  std::conditional_t<A == hash_algorithm::sha256, SHA256_CTX, SHA512_CTX> state_;
};

template <hash_algorithm A>
class hmac {
 public:
  static constexpr std::size_t size = crypto::hash_size(A);
  hmac(boringssl const&, bytes key) {
    const quiet q;
    HMAC_CTX_init(&state_);
    good_ = HMAC_Init_ex(&state_, key.data(), key.size(), A == hash_algorithm::sha256 ? EVP_sha256() : EVP_sha384(),
                         nullptr) == 1;
  }
  hmac(hmac const&) = delete;
  hmac& operator=(hmac const&) = delete;
  ~hmac() { HMAC_CTX_cleanse(&state_); }

  void update(bytes more) { good_ = good_ && HMAC_Update(&state_, more.data(), more.size()) == 1; }
  [[nodiscard]] bool finish(mutable_bytes out) {
    unsigned written = 0;
    return good_ && out.size() == size && HMAC_Final(&state_, out.data(), &written) == 1 && written == size;
  }

 private:
  HMAC_CTX state_;
  bool good_;
};

}  // namespace boringssl_
}  // namespace cxtls::backend
