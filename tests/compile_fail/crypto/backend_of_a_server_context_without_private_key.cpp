// first-error: crypto backend: the class `private_key` is missing or lacks a function
#include "../../support/toy_backend.hpp"
#include "cxtls/server.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  struct private_key {};
};
struct my_tls : stack<mine> {};
auto use(server_config c, mine b) { return server_context<my_tls>::create(std::move(c), b); }
