// first-error: crypto backend: an AEAD of its own is in no suite of `own_suites` or `own_tls12_suites`
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr std::array<crypto::suite_info, 0> own_suites{};
  static constexpr std::array<crypto::tls12::suite_info, 0> own_tls12_suites{};
};
static_assert(crypto::require_backend<mine>());
