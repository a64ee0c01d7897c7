// error-gcc: no matching function for call to 'cxtls::ticket_key::ticket_key()'
// error-clang: no matching constructor for initialization of 'cxtls::ticket_key'
#include "cxtls/session/ticket_key.hpp"

// CVE-2020-13777: a key that was all zero until somebody filled it in.
cxtls::ticket_key key;
