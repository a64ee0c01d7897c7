// The server's side of a connection.
#pragma once
#include "cxtls/handshake/hello/version.hpp"
#include "cxtls/handshake/server_machine.hpp"
#include "cxtls/transport/role.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::transport {

template <class S>
struct server_role {
  using stack = S;
  using machine = server_machine<S>;
  using initial = hello::server::WaitClientHello<S>;
  using questions = cxtls::machine::list<verification_wanted, signature_wanted, session_wanted, credential_wanted>;
  static constexpr crypto::sender own = crypto::sender::server;
  static constexpr spoken versions = spoken_by<typename S::policy>;

  // Which of the machine's messages a body is; out of range for one that no state takes. The versions share types.
  static constexpr std::size_t message_index(HandshakeType type, bytes body,
                                             cxtls::machine::engine<machine> const& engine,
                                             typename machine::context const& c) {
    using messages = typename machine::messages;
    if constexpr (versions == spoken::tls12) return index_of_type<messages, typename tls12::Server<S>::messages>(type);
    if constexpr (versions == spoken::both) {
      using older = tls12::Server<S>;
      const auto chooses_older = [&] {
        const auto hello = parse<basic_client_hello<typename S::extensions>>(body);
        return hello && choose_version(c.settings->accepted.versions, *hello) == ProtocolVersion::tls12;
      };
      if (is_in(engine, typename older::states{}) || (engine.template is<hello::server::WaitClientHello<S>>() &&
                                                      type == HandshakeType::client_hello && chooses_older()))
        return index_of_type<messages, typename older::messages>(type);
    }
    if constexpr (has_tls13(versions)) return index_of_type<messages, typename tls13::Server<S>::messages>(type);
  }
  // A client's hello says what it has to say of versions: no warning comes before.
  static constexpr bool may_choose_older(cxtls::machine::engine<machine> const&, typename machine::context const&) {
    return false;
  }
  // f(state) of the version that the handshake completed with; nothing until then.
  static constexpr void if_connected(cxtls::machine::engine<machine> const& engine, auto const& f) {
    if constexpr (has_tls13(versions))
      if (auto const* state = engine.template get_if<tls13::server::Connected<S>>()) return f(*state);
    if constexpr (has_tls12(versions))
      if (auto const* state = engine.template get_if<tls12::server::Connected<S>>()) return f(*state);
  }
  static constexpr bool takes_early_data(cxtls::machine::engine<machine> const& engine) {
    if constexpr (has_tls13(versions)) return engine.template is<tls13::server::WaitEndOfEarlyData<S>>();
    return false;
  }
  // Our Finished is out, the client's isn't here: never, in TLS 1.2.
  static constexpr bool may_send_half_rtt(cxtls::machine::engine<machine> const& engine) {
    using namespace tls13::server;
    if constexpr (has_tls13(versions))
      return is_in(engine,
                   cxtls::machine::list<WaitCertificate<S>, WaitCertificateVerify<S>, AwaitVerification<S>,
                                        WaitFinished<S>, WaitFinishedOfAnonymous<S>, WaitFinishedOfAuthenticated<S>,
                                        WaitEndOfEarlyData<S>, WaitFinishedAfterEarlyData<S>>{});
    return false;
  }
};

}  // namespace cxtls::transport
