// The client's side of a connection.
#pragma once
#include "cxtls/handshake/client_machine.hpp"
#include "cxtls/handshake/hello/version.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/transport/role.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::transport {

template <class S>
struct client_role {
  using stack = S;
  using machine = client_machine<S>;
  using initial = hello::client::Start<S>;
  using questions = cxtls::machine::list<verification_wanted, signature_wanted, client_credential_wanted>;
  static constexpr crypto::sender own = crypto::sender::client;
  static constexpr spoken versions = spoken_by<typename S::policy>;

  // Which of the machine's messages a body is; out of range for one that no state takes. A ServerHello and a
  // HelloRetryRequest share a type, and both versions do.
  static constexpr std::size_t message_index(HandshakeType type, bytes body,
                                             cxtls::machine::engine<machine> const& engine,
                                             typename machine::context const&) {
    using messages = typename machine::messages;
    if constexpr (versions == spoken::tls12) {
      return index_of_type<messages, typename tls12::Client<S>::messages>(type);
    } else {
      using newer = tls13::Client<S>;
      if (type == HandshakeType::server_hello && is_hello_retry_request(body))
        return cxtls::machine::index_of<typename newer::HelloRetryRequest, messages>;
      if constexpr (versions == spoken::both) {
        using older = tls12::Client<S>;
        const bool chooses_older = engine.template is<hello::client::WaitServerHello<S>>() &&
                                   type == HandshakeType::server_hello &&
                                   is_tls12_server_hello<typename S::extensions>(body);
        if (chooses_older || is_in(engine, typename older::states{}))
          return index_of_type<messages, typename older::messages>(type);
      }
      return index_of_type<messages, typename newer::messages>(type);
    }
  }
  // Is it still open whether the ServerHello will be one of TLS 1.2?
  static constexpr bool may_choose_older(cxtls::machine::engine<machine> const& engine,
                                         typename machine::context const& c) {
    return engine.template is<hello::client::WaitServerHello<S>>() &&
           offered(c.settings->offered.versions, ProtocolVersion::tls12);
  }
  // f(state) of the version that the handshake completed with; nothing until then.
  static constexpr void if_connected(cxtls::machine::engine<machine> const& engine, auto const& f) {
    if constexpr (has_tls13(versions))
      if (auto const* state = engine.template get_if<tls13::client::Connected<S>>()) return f(*state);
    if constexpr (has_tls12(versions))
      if (auto const* state = engine.template get_if<tls12::client::Connected<S>>()) return f(*state);
  }
};

}  // namespace cxtls::transport
