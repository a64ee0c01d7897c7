// first-error: the backend can do none of the policy's cipher suites
#include "tls.hpp"

struct narrow : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value v = modern::value;
    v.cipher_suites = cxtls::suite_list(cxtls::CipherSuite::TLS_AES_128_CCM_SHA256);
    return v;
  }();
};
struct narrow_tls : cxtls::stack<cxtls::backend::boringssl, narrow> {};
template class cxtls::client_context<narrow_tls>;
