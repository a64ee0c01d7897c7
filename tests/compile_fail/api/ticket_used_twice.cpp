// A ticket goes into one connection.
// error-gcc: no matching function for call to
// error-clang: no matching constructor for initialization of 'client' (aka 'client<my_tls>')
#include "tls.hpp"

client again(context const& c, cxtls::ticket const& t) { return client{c, cxtls::dns_name{"example.com"}, t}; }
