// A client counts as authenticated with its signature only.
// error-gcc: could not convert
// error-clang: no matching constructor for initialization of 'SignatureVerified'
#include "broken.hpp"

ClientAuthenticated unsigned_client(x509::verified_chain chain) { return {.signature = {}, .chain = chain}; }
