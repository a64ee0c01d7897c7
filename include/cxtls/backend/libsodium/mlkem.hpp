// ML-KEM-768 (FIPS 203), and X25519MLKEM768 (RFC 10024) with it, where this libsodium has them: from version 1.0.22 on.
// post_quantum_groups is empty before.
#pragma once
#include <sodium/version.h>

#include "cxtls/crypto/capabilities.hpp"
#include "cxtls/protocol/registry/named_group.hpp"

// 1.0.22 is version 26.4 of the library.
#if __has_include(<sodium/crypto_kem_mlkem768.h>) && \
    (SODIUM_LIBRARY_VERSION_MAJOR > 26 || (SODIUM_LIBRARY_VERSION_MAJOR == 26 && SODIUM_LIBRARY_VERSION_MINOR >= 4))
#include <sodium/crypto_kem_mlkem768.h>

#include "cxtls/backend/libsodium/key_exchange.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/hybrid.hpp"

namespace cxtls::backend::libsodium_ {

// An expanded private key takes 2,400 octets, so that one in every client would be most of it: what is kept is the seed,
// which FIPS 203, 3.3 allows, and it is expanded again when it is used. All randomness is the backend's random().
class mlkem768 {
  static constexpr std::size_t key_size = crypto_kem_mlkem768_SECRETKEYBYTES;
  static constexpr std::size_t seed_size = crypto_kem_mlkem768_SEEDBYTES;
  static constexpr std::size_t encapsulation_seed_size = 32;  // libsodium has no name for it

 public:
  static constexpr std::size_t share_size = crypto_kem_mlkem768_PUBLICKEYBYTES;
  static constexpr std::size_t response_size = crypto_kem_mlkem768_CIPHERTEXTBYTES;
  static constexpr std::size_t secret_size = crypto_kem_mlkem768_SHAREDSECRETBYTES;

  [[nodiscard]] bool generate(auto const& backend, mutable_bytes share) {
    secret<seed_size> seed(seed_size);
    secret<key_size> key(key_size);
    if (share.size() != share_size || !backend.random(seed.fill()) ||
        crypto_kem_mlkem768_seed_keypair(share.data(), key.fill().data(), seed.expose().data()) != 0)
      return false;
    seed_ = std::move(seed);
    return true;
  }
  // A ciphertext of the right size always decrypts, to a secret that nobody has if it was tampered with (FIPS 203, 6.3).
  [[nodiscard]] bool decapsulate(auto const&, bytes response, mutable_bytes secret_out) {
    if (seed_.size() == 0 || response.size() != response_size || secret_out.size() != secret_size) return false;
    std::uint8_t share[share_size];
    secret<key_size> key(key_size);
    return crypto_kem_mlkem768_seed_keypair(share, key.fill().data(), seed_.expose().data()) == 0 &&
           crypto_kem_mlkem768_dec(secret_out.data(), response.data(), key.expose().data()) == 0;
  }
  // The check of FIPS 203, 7.2, which RFC 10024 demands, is libsodium's: coefficients are below q.
  [[nodiscard]] static bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                        mutable_bytes secret_out) {
    secret<encapsulation_seed_size> seed(encapsulation_seed_size);
    return share.size() == share_size && response.size() == response_size && secret_out.size() == secret_size &&
           backend.random(seed.fill()) &&
           crypto_kem_mlkem768_enc_deterministic(response.data(), secret_out.data(), share.data(),
                                                 seed.expose().data()) == 0;
  }

 private:
  secret<seed_size> seed_{0};
};

template <>
class key_exchange<NamedGroup::X25519MLKEM768> : public crypto::hybrid<mlkem768, key_exchange<NamedGroup::x25519>> {};

inline constexpr auto post_quantum_groups = crypto::capabilities{NamedGroup::X25519MLKEM768};

}  // namespace cxtls::backend::libsodium_
#else

namespace cxtls::backend::libsodium_ {
inline constexpr auto post_quantum_groups = crypto::capabilities<NamedGroup, 0>{};
}  // namespace cxtls::backend::libsodium_
#endif
