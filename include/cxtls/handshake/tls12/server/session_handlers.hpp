// The TLS 1.2 server's handlers for sessions: is the one that the client offers known, and may it be resumed (RFC 5246,
// 7.3; RFC 5077, 3; RFC 7627, 5.3)?
#pragma once
#include "cxtls/handshake/hello/server/sessions.hpp"
#include "cxtls/handshake/tls12/server/flight.hpp"
#include "cxtls/handshake/verdict.hpp"
#include "cxtls/session/lifetime.hpp"

namespace cxtls::tls12 {

namespace server {

// What the client calls the session. RFC 5077, 3.4: "If a ticket is presented by the client, the server MUST NOT attempt
// to use the Session ID in the ClientHello for stateful session resumption."
constexpr bytes offered_session(auto const& hello) {
  const auto ticket = find<SessionTicket>(hello.extensions);
  return ticket && !ticket->ticket.empty() ? ticket->ticket : hello.legacy_session_id;
}

// Does everything that the session rests on still hold? If not, a full handshake follows, never an error: resumption
// must not widen what was authenticated (CVE-2025-23048, CVE-2025-23419, CVE-2025-68121). All our sessions have an
// extended master secret, as have all our hellos.
template <class S>
constexpr bool still_good(session const& s, Hello<S> const& hello, ServerContext<S> const& c) {
  return s.version == ProtocolVersion::tls12 && s.psk.size() == crypto::tls12::master_secret_size &&
         hello.suites.contains(s.cipher_suite) && may_resume(s, c.now) && s.policy == c.settings->policy &&
         hello::server::still_takes(s, hello.parsed()) && equal(s.server_name.view(), c.info.server_name->view()) &&
         (c.settings->clients != client_authentication::required || !s.client_certificates.empty());
}

}  // namespace server

template <class S>
constexpr auto Server<S>::ask(server::AwaitSession<S> const& state, context& c) -> answer<SessionChoice> {
  const auto hello = state.hello.parsed();
  const bytes name = server::offered_session(hello);
  if (name.empty() || c.settings->sessions == nullptr) return SessionChoice{};
  auto found = c.settings->sessions->find(name, c.now);
  if (found.is_pending()) return machine::pending;
  if (auto const* why = found.refusal()) return *why;
  if (auto& s = found.value()->session; s && server::still_good<S>(*s, state.hello, c))
    return SessionChoice{0, std::move(*s)};
  return SessionChoice{};
}

template <class S>
constexpr auto Server<S>::on(server::AwaitSession<S>&& state, SessionChoice const& choice, context& c)
    -> Next<server::AwaitReverification<S>, server::AwaitCredential<S>> {
  auto const* s = std::get_if<session>(&choice.key);
  // The application may have answered with a session of its own: the rules are the same for it. And the client has to
  // have asked.
  if (s == nullptr || server::offered_session(state.hello.parsed()).empty() ||
      !server::still_good<S>(*s, state.hello, c))
    return server::AwaitCredential<S>{std::move(state.hello)};
  const auto good = hello::server::chain_still_good<S>(*s, c);
  if (!good) return good.error();
  if (!*good) return server::AwaitCredential<S>{std::move(state.hello)};
  auto master = crypto::tls12::master_secret::of_session(*crypto::tls12::find<typename S::backend>(s->cipher_suite),
                                                         s->psk.expose());
  if (!master) return master.error();
  if (const status taken = hello::server::take_over<S>(*s, c); !taken) return taken.error();
  return server::AwaitReverification<S>{std::move(state.hello),
                                        std::move(*master),
                                        {.proof = server::SessionResumed{},
                                         .authenticated_at = s->authenticated_at,
                                         .authenticated_until = s->authenticated_until,
                                         .signature_scheme = s->peer_signature_scheme}};
}

// Policy and application judge a certificate again, if that was wanted, before anything is sent.
template <class S>
constexpr auto Server<S>::ask(server::AwaitReverification<S> const&, context& c) -> answer<Verified> {
  if (c.settings->reverify_on_resume && !c.chain.empty()) return verdict<S>(c);
  return Verified{};
}

// The abbreviated handshake: our Finished goes first.
template <class S>
constexpr auto Server<S>::on(server::AwaitReverification<S>&& state, Verified const&, context& c)
    -> Next<server::WaitResumedChangeCipherSpec<S>> {
  using B = typename S::backend;
  const auto hello = state.hello.parsed();
  auto const* suite = crypto::tls12::find<B>(state.master.suite().id);
  // The client's ID comes back, that of a session (RFC 5246, 7.4.1.3) or one that stands for a ticket (RFC 5077, 3.4). A
  // client that takes tickets gets another one each time.
  auto parameters = server::begin_parameters<S>(hello, suite, c);
  if (!parameters) return parameters.error();
  for (std::uint8_t octet : hello.legacy_session_id) (void)parameters->id.push(octet);
  c.info.resumed = true;

  buffer message;
  if (const status s = server::write_server_hello<S>(hello, *parameters, nullptr, message, c); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  auto greeted = Transcript<S, after::ClientHello>::begin(c.backend(), suite->hash, state.hello.message.view(),
                                                          crypto::tls12::keep::hash_only)
                     .template add<after::resumed::ServerHello>(message.view());
  server::log_master<S>(state.master, c);

  auto ticketed = server::say_ticket<after::resumed::NewSessionTicket, S>(std::move(greeted), *parameters, state.master,
                                                                          state.client, c);
  if (!ticketed) return ticketed.error();
  auto finished =
      server::say_finished<after::resumed::ServerFinished, S>(std::move(*ticketed), *parameters, state.master, c);
  if (!finished) return finished.error();
  if (const status s = server::expect_client_keys<S>(*parameters, state.master, c); !s) return s.error();
  return server::WaitResumedChangeCipherSpec<S>{std::move(*finished), *parameters, std::move(state.master),
                                                std::move(state.client)};
}

}  // namespace cxtls::tls12
