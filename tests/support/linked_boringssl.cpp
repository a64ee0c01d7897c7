#include <openssl/curve25519.h>

#include "cxtls/backend/boringssl.hpp"
#include "support/linked_by.hpp"

namespace cxtls::test::linked {

library const& the_library() {
  static const by<backend::boringssl> it;
  return it;
}

void ed25519_public_key(std::uint8_t const (&seed)[32], std::uint8_t (&out)[32]) {
  std::uint8_t private_key[ED25519_PRIVATE_KEY_LEN];
  ED25519_keypair_from_seed(out, private_key, seed);
}

}  // namespace cxtls::test::linked
