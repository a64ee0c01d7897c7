// error-gcc: use of deleted function
// error-clang: call to deleted member function 'resume'
#include "tls.hpp"

auto use(client& c, cxtls::machine::continuation<cxtls::ClientCredentialChoice>& q, client::own_credential& own) {
  return c.resume(std::move(q), std::move(own));
}
