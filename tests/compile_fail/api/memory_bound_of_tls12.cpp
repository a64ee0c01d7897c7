// TLS 1.2 keeps all messages until the client's CertificateVerify: there is no bound worth the name.
// first-error: memory_bound is of policies of TLS 1.3 alone
#include "cxtls/memory_bound.hpp"
#include "tls.hpp"

struct both_tls : cxtls::stack<cxtls::backend::boringssl, cxtls::policy::modern> {};
static_assert(cxtls::memory_bound<cxtls::client<both_tls>> > 0);
