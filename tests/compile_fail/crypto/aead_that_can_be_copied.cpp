// first-error: crypto backend: this algorithm is listed, but its class doesn't implement the concept (crypto/backend.hpp)
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

// Two copies of a key would use each nonce twice.
struct mine : test::toy_backend {
  template <crypto::aead_algorithm A>
  struct aead : test::toy_backend::aead<A> {
    aead() = default;
    aead(aead const&) {}
    aead& operator=(aead const&) { return *this; }
  };
};
static_assert(crypto::require_backend<mine>());
