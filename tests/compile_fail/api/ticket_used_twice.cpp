// A ticket goes into one connection.
// first-error: a ticket goes into one connection: client{context, peer, std::move(ticket)}
#include "tls.hpp"

client again(context const& c, cxtls::ticket const& t) { return client{c, cxtls::dns_name{"example.com"}, t}; }
