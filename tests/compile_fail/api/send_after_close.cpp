// first-error: nothing can be sent after close()
#include "cxtls/typestate.hpp"

struct connection {};
void say(cxtls::write_closed<connection>& tls, cxtls::bytes data) { (void)tls.send(data); }
