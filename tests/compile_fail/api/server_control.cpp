#include "tls_server.hpp"

server make(context const& c) { return server{c}; }
server moved(server&& s) { return std::move(s); }
cxtls::machine::resumed answer(server& s, cxtls::machine::continuation<cxtls::CredentialChoice>& q) {
  return s.resume(std::move(q), cxtls::CredentialChoice{});
}
cxtls::result<std::size_t> early(server& s, cxtls::bytes data) { return s.send(cxtls::half_rtt{data}); }
cxtls::result<cxtls::own_certificate> shown(std::string_view pem) { return cxtls::own_certificate::from_pem(pem); }
