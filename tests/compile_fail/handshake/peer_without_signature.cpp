// The next state can't be built without the proof.
// error-gcc: could not convert
// error-clang: no matching constructor for initialization of 'SignatureVerified'
#include "broken.hpp"

CertificateAccepted unsigned_peer(x509::verified_chain chain) { return {.signature = {}, .chain = chain}; }
