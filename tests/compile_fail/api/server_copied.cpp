// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'server' (aka 'server<my_tls>')
// error: two would use the same keys and numbers: std::move it, or make another one
#include "tls_server.hpp"

server copied(server const& s) { return s; }
