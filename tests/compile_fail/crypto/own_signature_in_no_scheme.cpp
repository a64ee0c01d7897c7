// first-error: crypto backend: a signature algorithm of its own is in no row of `own_schemes`
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto signatures =
      crypto::joined(test::own_toy::signatures, crypto::capabilities{crypto::own_signature(1)});
  template <crypto::signature_algorithm>
  using verifier = own_verifier;
};
static_assert(crypto::require_backend<mine>());
