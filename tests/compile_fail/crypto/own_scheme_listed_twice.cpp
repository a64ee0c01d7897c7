// first-error: crypto backend: a scheme of its own, its algorithm or its OID stands in `own_schemes` twice
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_schemes =
      std::array{test::own_toy::own_schemes[0], crypto::own_scheme(SignatureScheme::mldsa44, own_signature, own_oid)};
};
static_assert(crypto::require_backend<mine>());
