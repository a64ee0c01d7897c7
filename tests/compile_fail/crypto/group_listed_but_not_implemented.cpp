// first-error: crypto backend: this algorithm is listed, but its class doesn't implement the concept (crypto/backend.hpp)
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr crypto::capabilities groups{NamedGroup::x25519};
  template <NamedGroup>
  struct key_exchange {};
};
static_assert(crypto::require_backend<mine>());
