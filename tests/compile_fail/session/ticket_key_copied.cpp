// error-gcc: use of deleted function
// error-clang: call to implicitly-deleted copy constructor of 'cxtls::ticket_key'
// error: duplicate() says it on purpose
#include "cxtls/session/ticket_key.hpp"

cxtls::ticket_key twice(cxtls::ticket_key const& key) { return key; }
