// first-error: crypto backend: `static constexpr crypto::capabilities hashes{...}` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr int hashes = 0;
};
static_assert(crypto::require_backend<mine>());
