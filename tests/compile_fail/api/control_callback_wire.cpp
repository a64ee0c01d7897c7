// The same with all that a wire needs.
#include "cxtls/any/any_client.hpp"
#include "cxtls/callbacks.hpp"

struct wire {
  void write(cxtls::bytes) {}
  void close(cxtls::wire_close) {}
};

void start(cxtls::any_client& tls, wire& to) {
  cxtls::callback_connection<cxtls::any_client, wire> c(tls, to);
  (void)c;
}
