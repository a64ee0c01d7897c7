// first-error: client_context<S>: S is a struct derived from cxtls::stack<Backend, Policy, Extensions>
#include "tls.hpp"

struct not_a_stack {
  using backend = cxtls::backend::boringssl;
};
template class cxtls::client_context<not_a_stack>;
