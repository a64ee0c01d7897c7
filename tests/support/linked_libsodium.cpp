#include <sodium/crypto_sign_ed25519.h>

#include "cxtls/backend/libsodium.hpp"
#include "support/linked_by.hpp"

namespace cxtls::test::linked {

library const& the_library() {
  static const by<backend::libsodium> it;
  return it;
}

void ed25519_public_key(std::uint8_t const (&seed)[32], std::uint8_t (&out)[32]) {
  std::uint8_t private_key[crypto_sign_ed25519_SECRETKEYBYTES];
  crypto_sign_ed25519_seed_keypair(out, private_key, seed);
}

}  // namespace cxtls::test::linked
