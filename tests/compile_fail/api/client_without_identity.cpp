// There is no client without somebody to talk to.
// first-error: say whom to talk to: client{context, dns_name{
#include "tls.hpp"

client make(context const& c) { return client{c}; }
