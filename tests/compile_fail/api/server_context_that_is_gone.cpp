// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'server' (aka 'server<my_tls>')
// error: keep it in a variable
#include "tls_server.hpp"

void use() { server s{*context::create({})}; }
