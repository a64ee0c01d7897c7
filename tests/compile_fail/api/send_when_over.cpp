// first-error: nothing can be sent on a connection that is over
#include "cxtls/typestate.hpp"

struct connection {};
void say(cxtls::ended<connection>& tls, cxtls::bytes data) { (void)tls.send(data); }
