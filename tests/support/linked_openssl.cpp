#include <openssl/evp.h>

#include <cstdlib>

#include "cxtls/backend/openssl.hpp"
#include "support/linked_by.hpp"

namespace cxtls::test::linked {

library const& the_library() {
  static const by<backend::openssl> it;
  return it;
}

void ed25519_public_key(std::uint8_t const (&seed)[32], std::uint8_t (&out)[32]) {
  std::size_t size = sizeof out;
  EVP_PKEY* const key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed, sizeof seed);
  if (EVP_PKEY_get_raw_public_key(key, out, &size) != 1) std::abort();
  EVP_PKEY_free(key);
}

}  // namespace cxtls::test::linked
