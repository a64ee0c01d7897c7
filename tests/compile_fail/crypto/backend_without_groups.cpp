// first-error: crypto backend: `static constexpr crypto::capabilities groups{...}` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr int groups = 0;
};
static_assert(crypto::require_backend<mine>());
