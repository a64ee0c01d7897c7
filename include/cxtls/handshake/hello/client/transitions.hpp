// Where a client's handshake begins, before either version's part of it.
#pragma once
#include "cxtls/handshake/hello/client/states.hpp"
#include "cxtls/machine/join.hpp"

namespace cxtls::hello {

using machine::Next;

struct Connect {};  // the application's command

template <class S>
struct Client {
  using context = ClientContext<S>;
  using states = machine::list<client::Start<S>, client::WaitServerHello<S>>;
  using messages = machine::list<>;  // an answer is one version's or the other's
  using commands = machine::list<Connect>;

  static constexpr auto on(client::Start<S>&&, Connect const&, context&) -> Next<client::WaitServerHello<S>>;
  static void ask() = delete;  // nothing, but machine::joined wants the name
};

}  // namespace cxtls::hello
