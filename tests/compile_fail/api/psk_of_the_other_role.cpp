// A key that we have as its server says so in its type (RFC 9258, A).
// error-gcc: no matching function for call to
// error-clang: no matching constructor for initialization of 'client' (aka 'client<my_tls>')
#include "tls.hpp"

client reflected(context const& c, cxtls::server_psk&& key) { return client{c, std::move(key)}; }
