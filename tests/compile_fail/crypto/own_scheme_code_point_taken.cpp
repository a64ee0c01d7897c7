// first-error: crypto backend: the code point or the OID of a scheme of its own is taken by one of ours
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_schemes =
      std::array{crypto::own_scheme(SignatureScheme::ed25519, own_signature, own_oid)};
};
static_assert(crypto::require_backend<mine>());
