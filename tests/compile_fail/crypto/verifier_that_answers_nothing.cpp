// first-error: crypto backend: this algorithm is listed, but its class doesn't implement the concept (crypto/backend.hpp)
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  template <crypto::signature_algorithm>
  struct verifier {
    static void verify(mine const&, crypto::public_key const&, bytes, bytes);
  };
};
static_assert(crypto::require_backend<mine>());
