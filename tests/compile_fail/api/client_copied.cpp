// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'client' (aka 'client<my_tls>')
// error: two would use the same keys and numbers: std::move it, or make another one
#include "tls.hpp"

client copy(client const& c) { return c; }
