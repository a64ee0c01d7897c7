// first-error: the policy insists on algorithms that the backend lacks: they are the arguments of lacks<...>
// error: NamedGroup::ffdhe2048
// error: SignatureScheme::ed448
#include "tls.hpp"

struct wide : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value v = modern::value;
    v.groups = cxtls::group_list(cxtls::NamedGroup::x25519, cxtls::NamedGroup::ffdhe2048);
    v.signature_schemes = cxtls::scheme_list(cxtls::SignatureScheme::ed25519, cxtls::SignatureScheme::ed448);
    return v;
  }();
};
struct wide_tls : cxtls::stack<cxtls::backend::boringssl, cxtls::policy::all_of<wide>> {};
template class cxtls::client_context<wide_tls>;
