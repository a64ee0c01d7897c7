// first-error: crypto backend: a row of `own_schemes` is what own_scheme(..., own_signature(N), oid) makes
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_schemes =
      std::array{crypto::own_scheme(own_scheme, crypto::signature_algorithm::ed25519, own_oid)};
};
static_assert(crypto::require_backend<mine>());
