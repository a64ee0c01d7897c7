// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::x509::verified_chain'
// error: verify_server(), verify_client() and verify_key() make it
#include "cxtls/x509/verify.hpp"

// Nothing but the verifier makes the proof.
cxtls::verified_chain forged() { return cxtls::verified_chain(); }
