// first-error: crypto backend: the hash of a suite of its own isn't listed in `hashes`
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr crypto::capabilities hashes{crypto::hash_algorithm::sha256};
};
static_assert(crypto::require_backend<mine>());
