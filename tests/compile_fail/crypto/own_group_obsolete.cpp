// first-error: crypto backend: TLS 1.3 has no such group any more (RFC 8446, 4.2.7)
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr crypto::capabilities groups{NamedGroup::secp224r1};
  template <NamedGroup>
  using key_exchange = of_56;
};
static_assert(crypto::require_backend<mine>());
