// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::x509::verified_chain'
// error: verify_server(), verify_client() and verify_key() make it
#include "broken.hpp"

x509::verified_chain made_up() { return x509::verified_chain(); }
