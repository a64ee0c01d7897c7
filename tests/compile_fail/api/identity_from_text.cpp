// Is it a name or an address? Text alone doesn't say.
// first-error: say what the text is: dns_name{
#include "tls.hpp"

client make(context const& c) { return client{c, "example.com"}; }
