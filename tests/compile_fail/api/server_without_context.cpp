// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'server' (aka 'server<my_tls>')
// error: a connection has a context: server{context}
#include "tls_server.hpp"

void use() { server s{}; }
