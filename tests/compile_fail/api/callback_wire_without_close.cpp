// A72: a wire that can't be told to close is none.
// first-error: a wire needs write(bytes) and close(wire_close)
// error: wire.close(how)
#include "cxtls/any/any_client.hpp"
#include "cxtls/callbacks.hpp"

struct wire {
  void write(cxtls::bytes) {}
};

void start(cxtls::any_client& tls, wire& to) {
  cxtls::callback_connection<cxtls::any_client, wire> c(tls, to);
  (void)c;
}
