#include "tls.hpp"

client make(context const& c) { return client{c, cxtls::dns_name{"example.com"}}; }
client moved(client&& c) { return std::move(c); }
cxtls::machine::resumed answer(client& c, question& q) { return c.resume(std::move(q), cxtls::Verified{}); }
