// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::tls13::client::PskAccepted'
// error: check() makes it
#include "broken.hpp"

PskAccepted made_up() { return PskAccepted(false, {}); }
