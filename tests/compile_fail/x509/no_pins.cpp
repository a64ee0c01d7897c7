// error-gcc: no matching function for call to 'cxtls::pinned_keys::pinned_keys()'
// error-clang: no matching constructor for initialization of 'cxtls::pinned_keys'
#include "cxtls/x509/identity.hpp"

// Pinned to nothing is anyone.
cxtls::pinned_keys anyone() { return cxtls::pinned_keys(); }
