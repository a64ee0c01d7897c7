// first-error: crypto backend: `bool random(mutable_bytes) const` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/server.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  void random(mutable_bytes) const {}
};
struct my_tls : stack<mine> {};
auto use(server_config c, mine b) { return server_context<my_tls>::create(std::move(c), b); }
