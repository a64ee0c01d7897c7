// first-error: the backend can do none of the policy's signature schemes
#include "tls_server.hpp"

struct narrow : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value v = modern::value;
    v.signature_schemes = cxtls::scheme_list(cxtls::SignatureScheme::ed448);
    return v;
  }();
};
struct narrow_tls : cxtls::stack<cxtls::backend::boringssl, narrow> {};
template class cxtls::server_context<narrow_tls>;
