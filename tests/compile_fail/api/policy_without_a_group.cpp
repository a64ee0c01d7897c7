// first-error: the backend can do none of the policy's key exchange groups
#include "tls.hpp"

struct narrow : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value v = modern::value;
    v.groups = cxtls::group_list(cxtls::NamedGroup::ffdhe2048);
    return v;
  }();
};
struct narrow_tls : cxtls::stack<cxtls::backend::boringssl, narrow> {};
template class cxtls::client_context<narrow_tls>;
