// first-error: crypto backend: `bool random(mutable_bytes) const` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/client.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  void random(mutable_bytes) const {}
};
struct my_tls : stack<mine> {};
auto use(client_config c) { return client_context<my_tls>::create(std::move(c)); }
