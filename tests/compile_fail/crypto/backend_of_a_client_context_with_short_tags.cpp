// first-error: crypto backend: a size constant of this algorithm differs from what its standard says
#include "../../support/toy_backend.hpp"
#include "cxtls/client.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  template <crypto::aead_algorithm A>
  struct aead : test::toy_backend::aead<A> {
    static constexpr std::size_t tag_size = 8;
  };
};
struct my_tls : stack<mine> {};
auto use(client_config c) { return client_context<my_tls>::create(std::move(c)); }
