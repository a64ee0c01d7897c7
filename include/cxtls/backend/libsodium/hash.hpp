// SHA-256 and HMAC. libsodium has SHA-512, too, but no SHA-384.
#pragma once
#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>

#include "cxtls/base/bytes.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend {

class libsodium;

namespace libsodium_ {

using crypto::hash_algorithm;

template <hash_algorithm A>
class hash;
template <hash_algorithm A>
class hmac;

// The state is wiped: HKDF and transcripts of some handshakes hash secrets. SHA-2 in libsodium can't fail.
template <>
class hash<hash_algorithm::sha256> {
 public:
  static constexpr std::size_t size = crypto_hash_sha256_BYTES;
  explicit hash(libsodium const&) { crypto_hash_sha256_init(&state_); }
  hash(hash const&) = default;
  hash& operator=(hash const&) = default;
  ~hash() { sodium_memzero(&state_, sizeof state_); }

  void update(bytes more) { crypto_hash_sha256_update(&state_, more.data(), more.size()); }
  [[nodiscard]] bool finish(mutable_bytes out) {
    return out.size() == size && crypto_hash_sha256_final(&state_, out.data()) == 0;
  }

 private:
  crypto_hash_sha256_state state_;
};

template <>
class hmac<hash_algorithm::sha256> {
 public:
  static constexpr std::size_t size = crypto_auth_hmacsha256_BYTES;
  // Keys of any size, also of none; but libsodium wants to be given an address.
  hmac(libsodium const&, bytes key) {
    constexpr std::uint8_t none = 0;
    crypto_auth_hmacsha256_init(&state_, key.empty() ? &none : key.data(), key.size());
  }
  hmac(hmac const&) = delete;
  hmac& operator=(hmac const&) = delete;
  ~hmac() { sodium_memzero(&state_, sizeof state_); }

  void update(bytes more) { crypto_auth_hmacsha256_update(&state_, more.data(), more.size()); }
  [[nodiscard]] bool finish(mutable_bytes out) {
    return out.size() == size && crypto_auth_hmacsha256_final(&state_, out.data()) == 0;
  }

 private:
  crypto_auth_hmacsha256_state state_;
};

}  // namespace libsodium_
}  // namespace cxtls::backend
