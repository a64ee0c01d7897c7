// first-error: crypto backend: an algorithm stands twice in `hashes`, `aeads`, `groups` or `signatures`
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr crypto::capabilities groups{NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::x25519};
};
static_assert(crypto::require_backend<mine>());
