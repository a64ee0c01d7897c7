// first-error: crypto backend: the AEAD of a suite of its own isn't listed in `aeads`
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto aeads = test::toy_backend::aeads;
};
static_assert(crypto::require_backend<mine>());
