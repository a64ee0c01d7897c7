// first-error: crypto backend: `own_tls12_suites` has to be a std::array of crypto::tls12::suite_info
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto own_tls12_suites = test::own_toy::own_suites;
};
static_assert(crypto::require_backend<mine>());
