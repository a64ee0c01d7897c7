// The client's machine: the hello's part, and those of the versions that the policy has.
#pragma once
#include "cxtls/handshake/hello/client/handlers.hpp"
#include "cxtls/handshake/hello/machine.hpp"
#include "cxtls/handshake/tls12/client/handlers.hpp"
#include "cxtls/handshake/tls13/client/handlers.hpp"

namespace cxtls {

template <class S>
using client_machine = hello::machine_for<typename S::policy, hello::Client<S>, tls13::Client<S>, tls12::Client<S>>;

}  // namespace cxtls
