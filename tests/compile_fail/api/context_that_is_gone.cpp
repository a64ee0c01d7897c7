// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'client' (aka 'client<my_tls>')
// error: keep it in a variable
#include "tls.hpp"

void use() { client c{*context::create({}), cxtls::dns_name{"example.com"}}; }
