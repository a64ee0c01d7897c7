// first-error: crypto backend: `own_schemes` has to be a std::array of crypto::scheme_info
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_schemes = std::array{own_scheme};
};
static_assert(crypto::require_backend<mine>());
