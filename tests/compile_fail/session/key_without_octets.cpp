// error-gcc: use of deleted function
// error-clang: call to deleted constructor of 'cxtls::ticket_key'
// error: its octets come first: ticket_key::of() or draw()
#include "cxtls/session/ticket_key.hpp"

// CVE-2020-13777: a key that was all zero until somebody filled it in.
cxtls::ticket_key key;
