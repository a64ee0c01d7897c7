// first-error: nothing can be sent while the handshake goes on
#include "cxtls/typestate.hpp"

struct connection {};
void say(cxtls::handshaking<connection>& tls, cxtls::bytes data) { (void)tls.send(data); }
