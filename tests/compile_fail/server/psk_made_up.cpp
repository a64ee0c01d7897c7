// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::tls13::server::PskVerified'
// error: check() makes it
#include "broken.hpp"

PskVerified made_up() { return PskVerified(); }
