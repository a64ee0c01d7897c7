// Where a server's handshake begins, before either version's part of it.
#pragma once
#include "cxtls/handshake/hello/server/states.hpp"
#include "cxtls/machine/join.hpp"

namespace cxtls::hello {

template <class S>
struct Server {
  using context = ServerContext<S>;
  using states = machine::list<server::WaitClientHello<S>>;
  using messages = machine::list<>;  // a ClientHello is one version's or the other's
  using commands = machine::list<>;

  // Nothing, but machine::joined wants the names.
  static void on() = delete;
  static void ask() = delete;
};

}  // namespace cxtls::hello
