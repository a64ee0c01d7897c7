// first-error: crypto backend: a group of its own has a size of 0, or one above max_share_size, max_response_size or
#include "../../support/own_toy.hpp"
#include "cxtls/server.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  struct too_large : of_56 {
    static constexpr std::size_t share_size = crypto::max_point_size + 1;
  };
  template <NamedGroup G>
  using key_exchange = std::conditional_t<G == own_group, too_large, test::toy_backend::key_exchange<G>>;
};
struct my_tls : stack<mine> {};
auto use(server_config c) { return server_context<my_tls>::create(std::move(c)); }
