// What a server shows is no answer to what a client shows.
// error-gcc: no matching function for call to 'cxtls::client<my_tls>::resume
// error-clang: no matching member function for call to 'resume'
#include "tls.hpp"
#include "cxtls/handshake/server_answers.hpp"

auto use(client& c, cxtls::machine::continuation<cxtls::ClientCredentialChoice>& q) {
  return c.resume(std::move(q), cxtls::CredentialChoice{});
}
