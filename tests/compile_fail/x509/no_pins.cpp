// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'cxtls::pinned_keys'
// error: pinned to nothing is anyone: pinned_keys(pin, ...)
#include "cxtls/x509/identity.hpp"

// Pinned to nothing is anyone.
cxtls::pinned_keys anyone() { return cxtls::pinned_keys(); }
