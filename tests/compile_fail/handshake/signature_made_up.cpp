// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::SignatureVerified'
// error: check() makes it
#include "broken.hpp"

SignatureVerified made_up() { return SignatureVerified(SignatureScheme::ed25519); }
