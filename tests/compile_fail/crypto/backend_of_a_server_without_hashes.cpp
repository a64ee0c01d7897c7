// first-error: crypto backend: `static constexpr crypto::capabilities hashes{...}` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/server.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr int hashes = 0;
};
struct my_tls : stack<mine> {};
void use(server_context<my_tls> const& c) {
  server<my_tls> tls{c};
  (void)tls.receive({}, {});
}
