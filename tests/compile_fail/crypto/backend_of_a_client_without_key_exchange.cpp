// first-error: crypto backend: this algorithm is listed, but its class doesn't implement the concept (crypto/backend.hpp)
#include "../../support/toy_backend.hpp"
#include "cxtls/client.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  template <NamedGroup>
  struct key_exchange {};
};
struct my_tls : stack<mine> {};
void use(client_context<my_tls> const& c) {
  client<my_tls> tls{c, dns_name{"example.com"}};
  (void)tls.start({});
}
