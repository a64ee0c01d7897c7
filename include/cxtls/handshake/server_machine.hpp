// The server's machine: the hello's part, and those of the versions that the policy has.
#pragma once
#include "cxtls/handshake/hello/machine.hpp"
#include "cxtls/handshake/hello/server/transitions.hpp"
#include "cxtls/handshake/tls12/server/handlers.hpp"
#include "cxtls/handshake/tls13/server/handlers.hpp"

namespace cxtls {

template <class S>
using server_machine = hello::machine_for<typename S::policy, hello::Server<S>, tls13::Server<S>, tls12::Server<S>>;

}  // namespace cxtls
