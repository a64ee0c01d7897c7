// There is no client without somebody to talk to.
// error-gcc: no matching function for call to 'cxtls::client<my_tls>::client(<brace-enclosed initializer list>)'
// error-clang: no matching constructor for initialization of 'client' (aka 'client<my_tls>')
#include "tls.hpp"

client make(context const& c) { return client{c}; }
