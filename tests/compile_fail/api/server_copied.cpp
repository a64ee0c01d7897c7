// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'server' (aka 'server<my_tls>')
#include "tls_server.hpp"

server copied(server const& s) { return s; }
