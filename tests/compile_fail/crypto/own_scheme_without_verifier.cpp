// first-error: crypto backend: a scheme of its own has no verifier: its algorithm isn't listed in `signatures`
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto signatures = test::toy_backend::signatures;
};
static_assert(crypto::require_backend<mine>());
