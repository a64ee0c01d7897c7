// error: the policy has to list TLS 1.3: there is no stack without it
#include "tls.hpp"

struct old : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    auto v = cxtls::policy::modern::value;
    v.versions = cxtls::bounded<cxtls::ProtocolVersion, 2>(cxtls::ProtocolVersion::tls12);
    return v;
  }();
};
struct old_tls : cxtls::stack<cxtls::backend::boringssl, old> {};
template class cxtls::client_context<old_tls>;
