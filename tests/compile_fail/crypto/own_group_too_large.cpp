// first-error: crypto backend: a group of its own has a size of 0, or one above max_share_size, max_response_size or max_shared_secret_size (crypto/group.hpp), or as a curve above max_point_size
#include "../../support/own_toy.hpp"
#include "cxtls/crypto/require_backend.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  struct too_large : of_56 {
    static constexpr std::size_t secret_size = crypto::max_shared_secret_size + 1;
  };
  template <NamedGroup G>
  using key_exchange = std::conditional_t<G == own_group, too_large, test::toy_backend::key_exchange<G>>;
};
static_assert(crypto::require_backend<mine>());
