// first-error: server_context<S>: S is a struct derived from cxtls::stack<Backend, Policy, Extensions>
#include "tls_server.hpp"

struct nothing {
  using backend = cxtls::backend::boringssl;
};
cxtls::server_context<nothing>* made = nullptr;
auto size = sizeof(*made);
