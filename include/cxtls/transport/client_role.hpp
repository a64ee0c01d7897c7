// The client's side of a connection.
#pragma once
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/tls13/client/handlers.hpp"
#include "cxtls/transport/role.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::transport {

template <class S>
struct client_role {
  using stack = S;
  using machine = tls13::Client<S>;
  using initial = tls13::client::Start<S>;
  using update_command = tls13::UpdateKeys;
  using questions = cxtls::machine::list<verification_wanted, signature_wanted>;
  static constexpr crypto::sender own = crypto::sender::client;

  // Which of the machine's messages a body is; out of range for one that no state takes. A ServerHello and a
  // HelloRetryRequest share a type.
  static constexpr std::size_t message_index(HandshakeType type, bytes body) {
    using messages = typename machine::messages;
    if (type == HandshakeType::server_hello && is_hello_retry_request(body))
      return cxtls::machine::index_of<typename machine::HelloRetryRequest, messages>;
    return index_of_type<messages>(type);
  }
  // Null until the handshake is complete.
  static constexpr tls13::client::Connected<S> const* connected(cxtls::machine::engine<machine> const& engine) {
    return engine.template get_if<tls13::client::Connected<S>>();
  }
};

}  // namespace cxtls::transport
