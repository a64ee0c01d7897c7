// The server's side of a connection.
#pragma once
#include "cxtls/handshake/tls13/server/handlers.hpp"
#include "cxtls/transport/role.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::transport {

template <class S>
struct server_role {
  using stack = S;
  using machine = tls13::Server<S>;
  using initial = tls13::server::WaitClientHello<S>;
  using update_command = tls13::UpdateKeys;
  using questions = cxtls::machine::list<verification_wanted, signature_wanted, session_wanted, credential_wanted>;
  static constexpr crypto::sender own = crypto::sender::server;

  static constexpr std::size_t message_index(HandshakeType type, bytes) {
    return index_of_type<typename machine::messages>(type);
  }
  // Null until the handshake is complete.
  static constexpr tls13::server::Connected<S> const* connected(cxtls::machine::engine<machine> const& engine) {
    return engine.template get_if<tls13::server::Connected<S>>();
  }
  // Our Finished is out, the client's isn't here.
  static constexpr bool may_send_half_rtt(cxtls::machine::engine<machine> const& engine) {
    using namespace tls13::server;
    return engine.template is<WaitCertificate<S>>() || engine.template is<WaitCertificateVerify<S>>() ||
           engine.template is<AwaitVerification<S>>() || engine.template is<WaitFinished<S>>() ||
           engine.template is<WaitFinishedOfAnonymous<S>>() || engine.template is<WaitFinishedOfAuthenticated<S>>();
  }
};

}  // namespace cxtls::transport
