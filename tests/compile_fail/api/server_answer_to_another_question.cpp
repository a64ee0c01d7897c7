// error-gcc: no matching function for call to
// error-clang: no matching member function for call to 'resume'
#include "tls_server.hpp"

auto use(server& s, cxtls::machine::continuation<cxtls::SessionChoice>& q) {
  return s.resume(std::move(q), cxtls::CredentialChoice{});
}
