// error-gcc: is private within this context
// error-clang: calling a private constructor of class 'cxtls::x509::profile'
// error: narrow one of known_profiles
#include "cxtls/x509/profile.hpp"

// Profiles are narrowed, not made up.
constexpr cxtls::x509::profile lax(cxtls::x509::profile_rules{.min_rsa_bits = 512});
