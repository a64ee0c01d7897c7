// first-error: crypto backend: `static constexpr crypto::capabilities aeads{...}` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/client.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr int aeads = 0;
};
struct my_tls : stack<mine> {};
void use(client_context<my_tls> const& c) {
  client<my_tls> tls{c, dns_name{"example.com"}};
  (void)tls.start({});
}
