// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'client' (aka 'client<my_tls>')
#include "tls.hpp"

client copy(client const& c) { return c; }
