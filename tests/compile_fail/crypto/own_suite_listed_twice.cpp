// first-error: crypto backend: a suite of its own stands in its tables twice
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_suites =
      std::array{crypto::suite_info{own_tls12_suite, own_aead, crypto::hash_algorithm::sha256, 1000}};
};
static_assert(crypto::require_backend<mine>());
