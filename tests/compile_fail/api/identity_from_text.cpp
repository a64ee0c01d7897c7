// Is it a name or an address? Text alone doesn't say.
// error-gcc: no matching function for call to 'cxtls::client<my_tls>::client(<brace-enclosed initializer list>)'
// error-clang: no matching constructor for initialization of 'client' (aka 'client<my_tls>')
#include "tls.hpp"

client make(context const& c) { return client{c, "example.com"}; }
