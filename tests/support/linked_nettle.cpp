#include <nettle/eddsa.h>

#include "backend/nettle/nettle.hpp"
#include "support/linked_by.hpp"

namespace cxtls::test::linked {

library const& the_library() {
  static const by<example::nettle> it;
  return it;
}

void ed25519_public_key(std::uint8_t const (&seed)[32], std::uint8_t (&out)[32]) {
  ed25519_sha512_public_key(out, seed);
}

}  // namespace cxtls::test::linked
