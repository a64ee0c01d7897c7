// error-gcc: no matching function for call to 'cxtls::server<my_tls>::server(<brace-enclosed initializer list>)'
// error-clang: no matching constructor for initialization of 'server' (aka 'server<my_tls>')
#include "tls_server.hpp"

void use() { server s{}; }
