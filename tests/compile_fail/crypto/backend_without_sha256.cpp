// first-error: crypto backend: SHA-256 is missing; every TLS needs it
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr crypto::capabilities hashes{crypto::hash_algorithm::sha384};
};
static_assert(crypto::require_backend<mine>());
