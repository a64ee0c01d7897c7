// The client's machine: TLS 1.3's, or that and TLS 1.2's, joined where a ServerHello decides which of them goes on.
#pragma once
#include "cxtls/handshake/hello/version.hpp"
#include "cxtls/handshake/tls12/client/handlers.hpp"
#include "cxtls/handshake/tls13/client/handlers.hpp"

namespace cxtls {

template <class S>
struct ClientOfBothVersions : tls13::Client<S>, tls12::Client<S> {
  using newer = tls13::Client<S>;
  using older = tls12::Client<S>;
  using context = typename newer::context;
  using states = machine::concat<typename newer::states, typename older::states>;
  using messages = machine::concat<typename newer::messages, typename older::messages>;
  using commands = typename newer::commands;
  using newer::ask;
  using newer::on;
  using older::ask;
  using older::on;
};

template <class S, bool Both>
struct client_machine_of {
  using type = tls13::Client<S>;
};
template <class S>
struct client_machine_of<S, true> {
  using type = ClientOfBothVersions<S>;
};
template <class S>
using client_machine = typename client_machine_of<S, speaks_tls12<typename S::policy>>::type;

}  // namespace cxtls
