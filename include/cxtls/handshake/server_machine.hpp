// The server's machine: TLS 1.3's, or that and TLS 1.2's, joined where a ClientHello decides which of them goes on.
#pragma once
#include "cxtls/handshake/hello/version.hpp"
#include "cxtls/handshake/tls12/server/handlers.hpp"
#include "cxtls/handshake/tls13/server/handlers.hpp"

namespace cxtls {

template <class S>
struct ServerOfBothVersions : tls13::Server<S>, tls12::Server<S> {
  using newer = tls13::Server<S>;
  using older = tls12::Server<S>;
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
struct server_machine_of {
  using type = tls13::Server<S>;
};
template <class S>
struct server_machine_of<S, true> {
  using type = ServerOfBothVersions<S>;
};
template <class S>
using server_machine = typename server_machine_of<S, speaks_tls12<typename S::policy>>::type;

}  // namespace cxtls
