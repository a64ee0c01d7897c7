// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::x509::delegation'
// error: check() makes it
#include "cxtls/x509/delegation.hpp"

// Nothing but the check makes the proof.
cxtls::x509::delegation forged(cxtls::crypto::public_key const& key) {
  return cxtls::x509::delegation(key, cxtls::SignatureScheme::ed25519, {}, 86400);
}
