// first-error: crypto backend: the object must be copyable; a context keeps one
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  mine(mine const&) = delete;
};
static_assert(crypto::require_backend<mine>());
