// first-error: crypto backend: a scheme of its own has no verifier: its algorithm isn't listed in `signatures`
#include "../../support/own_toy.hpp"
#include "cxtls/client.hpp"

using namespace cxtls;

struct mine : test::own_toy {
  static constexpr auto signatures = test::toy_backend::signatures;
};
struct my_tls : stack<mine> {};
auto use(client_config c) { return client_context<my_tls>::create(std::move(c)); }
