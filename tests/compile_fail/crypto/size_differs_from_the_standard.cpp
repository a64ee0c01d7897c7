// first-error: crypto backend: a size constant of this algorithm differs from what its standard says
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  template <crypto::aead_algorithm A>
  struct aead : test::toy_backend::aead<A> {
    static constexpr std::size_t tag_size = 8;
  };
};
static_assert(crypto::require_backend<mine>());
