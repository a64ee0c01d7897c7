// A credential is chosen once: the question's continuation is used up.
// error-gcc: cannot bind rvalue reference of type
// error-clang: no matching member function for call to 'resume'
#include "tls.hpp"

auto use(client& c, cxtls::machine::continuation<cxtls::ClientCredentialChoice>& q) {
  return c.resume(q, cxtls::ClientCredentialChoice{});
}
