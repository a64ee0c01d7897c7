#include "tls.hpp"

client make(context const& c) { return client{c, cxtls::dns_name{"example.com"}}; }
client resumed(context const& c, cxtls::ticket& t) { return client{c, cxtls::dns_name{"example.com"}, std::move(t)}; }
client keyed(context const& c, cxtls::external_psk& key) { return client{c, std::move(key)}; }
client imported(context const& c, cxtls::client_psk& key) { return client{c, std::move(key)}; }
client moved(client&& c) { return std::move(c); }
cxtls::machine::resumed answer(client& c, question& q) { return c.resume(std::move(q), cxtls::Verified{}); }
cxtls::machine::resumed choose(client& c, cxtls::machine::continuation<cxtls::ClientCredentialChoice>& q,
                               client::own_credential const& own) {
  return own.at_hand() != nullptr ? c.resume(std::move(q), own)
                                  : c.resume(std::move(q), cxtls::ClientCredentialChoice{});
}
