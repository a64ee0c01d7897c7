// ML-KEM-768 (FIPS 203), and X25519MLKEM768 (RFC 10024) with it, where this BoringSSL has them: since August 2024, not
// in Debian's package. post_quantum_groups is empty there.
#pragma once
#include "cxtls/crypto/capabilities.hpp"
#include "cxtls/protocol/registry/named_group.hpp"

#if __has_include(<openssl/mlkem.h>)
#include <openssl/bytestring.h>
#include <openssl/mlkem.h>

#include "cxtls/backend/boringssl/key_exchange.hpp"
#include "cxtls/base/wipe.hpp"
#include "cxtls/crypto/hybrid.hpp"

namespace cxtls::backend::boringssl_ {

// An expanded private key takes 7,776 octets, so that one in every client would be most of it: what is kept is the seed,
// which FIPS 203, 3.3 allows, and it is expanded again when it is used.
class mlkem768_private_key {
 public:
  explicit mlkem768_private_key(bytes seed) {
    good_ = MLKEM768_private_key_from_seed(&key_, seed.data(), seed.size()) == 1;
  }
  mlkem768_private_key(mlkem768_private_key const&) = delete;
  mlkem768_private_key& operator=(mlkem768_private_key const&) = delete;
  ~mlkem768_private_key() { wipe(reinterpret_cast<std::uint8_t*>(&key_), sizeof key_); }

  // Null if the seed wasn't one.
  MLKEM768_private_key const* get() const { return good_ ? &key_ : nullptr; }

 private:
  MLKEM768_private_key key_;
  bool good_;
};

// The private key is one draw of the backend's random(). Encapsulation draws from BoringSSL itself, which has no
// function that takes this randomness from outside.
class mlkem768 {
 public:
  static constexpr std::size_t share_size = MLKEM768_PUBLIC_KEY_BYTES;
  static constexpr std::size_t response_size = MLKEM768_CIPHERTEXT_BYTES;
  static constexpr std::size_t secret_size = MLKEM_SHARED_SECRET_BYTES;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    const quiet q;
    secret<MLKEM_SEED_BYTES> seed(MLKEM_SEED_BYTES);
    if (share.size() != share_size || !backend.random(seed.fill())) return false;
    const mlkem768_private_key key(seed.expose());
    if (key.get() == nullptr) return false;
    MLKEM768_public_key public_key;
    MLKEM768_public_from_private(&public_key, key.get());
    CBB out;
    CBB_init_fixed(&out, share.data(), share.size());
    if (MLKEM768_marshal_public_key(&out, &public_key) != 1 || CBB_len(&out) != share.size()) return false;
    seed_ = std::move(seed);
    return true;
  }
  // A ciphertext of the right size always decrypts, to a secret that nobody has if it was tampered with (FIPS 203, 6.3).
  [[nodiscard]] bool decapsulate(auto const&, bytes response, mutable_bytes secret_out) {
    const quiet q;
    if (seed_.size() == 0 || response.size() != response_size || secret_out.size() != secret_size) return false;
    const mlkem768_private_key key(seed_.expose());
    return key.get() != nullptr && MLKEM768_decap(secret_out.data(), response.data(), response.size(), key.get()) == 1;
  }
  [[nodiscard]] static bool encapsulate(auto const&, bytes share, mutable_bytes response, mutable_bytes secret_out) {
    const quiet q;
    if (share.size() != share_size || response.size() != response_size || secret_out.size() != secret_size)
      return false;
    CBS in;
    CBS_init(&in, share.data(), share.size());
    MLKEM768_public_key public_key;
    // The check of FIPS 203, 7.2, which RFC 10024 demands, is part of parsing: coefficients are below q.
    if (MLKEM768_parse_public_key(&public_key, &in) != 1 || CBS_len(&in) != 0) return false;
    MLKEM768_encap(response.data(), secret_out.data(), &public_key);
    return true;
  }

 private:
  secret<MLKEM_SEED_BYTES> seed_{0};
};

template <>
class key_exchange<NamedGroup::X25519MLKEM768> : public crypto::hybrid<mlkem768, key_exchange<NamedGroup::x25519>> {};

inline constexpr auto post_quantum_groups = crypto::capabilities{NamedGroup::X25519MLKEM768};

}  // namespace cxtls::backend::boringssl_
#else

namespace cxtls::backend::boringssl_ {
inline constexpr auto post_quantum_groups = crypto::capabilities<NamedGroup, 0>{};
}  // namespace cxtls::backend::boringssl_
#endif
