// There is no way to do without: trust is a store, and no flag.
// error-gcc: could not convert
// error-clang: no viable conversion from 'bool' to 'trust_store'
#include "tls.hpp"

cxtls::client_config config() { return {.trust = false}; }
