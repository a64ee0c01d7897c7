// There is no way to do without: trust is a store, and no flag.
// first-error: trust is a store, and no flag: trust_store::system(), from_pem() or from_der()
#include "tls.hpp"

cxtls::client_config config() { return {.trust = false}; }
