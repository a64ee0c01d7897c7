// Profiles can be narrowed, and only the library makes them.
// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::x509::profile'
// error: narrow one of known_profiles
#include "tls.hpp"

cxtls::x509::profile anything_goes() { return cxtls::x509::profile(cxtls::x509::profile_rules{.min_rsa_bits = 512}); }
