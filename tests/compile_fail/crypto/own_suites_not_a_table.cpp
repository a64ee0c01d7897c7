// first-error: crypto backend: `own_suites` has to be a std::array of crypto::suite_info
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_suites = std::array{own_suite};
};
static_assert(crypto::require_backend<mine>());
