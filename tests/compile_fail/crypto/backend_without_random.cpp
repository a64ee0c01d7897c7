// first-error: crypto backend: `bool random(mutable_bytes) const` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

// A source of randomness that can't fail is one that is not asked.
struct mine : test::toy_backend {
  void random(mutable_bytes) const {}
};
static_assert(crypto::require_backend<mine>());
