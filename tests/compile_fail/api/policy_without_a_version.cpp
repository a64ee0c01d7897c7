// first-error: the policy has to list TLS 1.3, TLS 1.2 or both
#include "tls.hpp"

struct mute : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    auto v = cxtls::policy::modern::value;
    v.versions = cxtls::version_list();
    return v;
  }();
};
struct mute_tls : cxtls::stack<cxtls::backend::boringssl, mute> {};
template class cxtls::client_context<mute_tls>;
