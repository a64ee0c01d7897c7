// first-error: crypto backend: a suite of its own has a record_limit of 0; it could protect nothing
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_suites =
      std::array{crypto::suite_info{own_suite, own_aead, crypto::hash_algorithm::sha256}};
};
static_assert(crypto::require_backend<mine>());
