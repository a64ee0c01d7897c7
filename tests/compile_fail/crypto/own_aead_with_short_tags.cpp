// first-error: crypto backend: an AEAD of its own needs keys of 1 to 32 octets, nonces of 12 and tags of 16
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  struct short_tags : of_24 {
    static constexpr std::size_t tag_size = 8;
  };
  template <crypto::aead_algorithm A>
  using aead = std::conditional_t<A == own_aead, short_tags, test::toy_backend::aead<A>>;
};
static_assert(crypto::require_backend<mine>());
