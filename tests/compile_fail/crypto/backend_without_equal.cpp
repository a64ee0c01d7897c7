// first-error: crypto backend: `static bool equal(bytes, bytes)` in constant time is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static bool equal(bytes, bytes) = delete;
};
static_assert(crypto::require_backend<mine>());
