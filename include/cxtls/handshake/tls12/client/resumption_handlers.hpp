// The TLS 1.2 client's handlers of an abbreviated handshake (RFC 5246, 7.3, figure 2; RFC 5077, 3.1): the server took the
// session that we offered, and finishes first.
#pragma once
#include "cxtls/handshake/tls12/client/keys.hpp"
#include "cxtls/handshake/verdict.hpp"

namespace cxtls::tls12 {

namespace client {

// The server's ChangeCipherSpec may come from now on. To: a Next with WaitResumedTicket and WaitResumedChangeCipherSpec.
template <class S, class To>
constexpr To go_on_resumed(Transcript<S, after::resumed::ServerHello>&& transcript, Parameters&& parameters,
                           crypto::tls12::master_secret&& master, SessionAccepted peer, NextSession&& next,
                           ClientContext<S>& c) {
  auto keys = master.keys(c.backend(), parameters.randoms);
  if (!keys) return keys.error();
  if (const status s = c.out.add(expect_change_cipher_spec<crypto::sender::server>{std::move(keys->server)}); !s)
    return s.error();
  if (parameters.ticket_follows)
    return WaitResumedTicket<S>{std::move(transcript), std::move(parameters), std::move(master), peer, std::move(next)};
  return WaitResumedChangeCipherSpec<S>{std::move(transcript).template skip<after::resumed::NewSessionTicket>(),
                                        std::move(parameters), std::move(master), peer, std::move(next)};
}

// What the session stands for is this connection's, too.
template <class S>
constexpr auto resume(Transcript<S, after::resumed::ServerHello>&& transcript, Parameters&& parameters,
                      ticket&& session, ClientContext<S>& c)
    -> Next<WaitCertificate<S>, AwaitReverification<S>, WaitResumedTicket<S>, WaitResumedChangeCipherSpec<S>> {
  auto master = crypto::tls12::master_secret::of_session(*parameters.suite, session.psk.expose());
  if (!master) return master.error();
  log_master_secret(*master, c);
  c.info.resumed = true;
  hello::client::take_over<S>(session, c);
  SessionAccepted peer{session.authenticated_until, session.expires_at};
  // Unless the server gives a new ticket, the session is resumed by the old one again.
  NextSession next{std::move(session.identity), session.by_session_id};
  if (c.settings->reverify_on_resume) {
    const auto chain = hello::client::verify_chain<S>(c);
    if (!chain) return chain.error();
    if (chain->valid_until() < peer.authenticated_until) peer.authenticated_until = chain->valid_until();
    return AwaitReverification<S>{std::move(transcript), std::move(parameters), std::move(*master), peer,
                                  std::move(next)};
  }
  using To = Next<WaitCertificate<S>, AwaitReverification<S>, WaitResumedTicket<S>, WaitResumedChangeCipherSpec<S>>;
  return go_on_resumed<S, To>(std::move(transcript), std::move(parameters), std::move(*master), peer, std::move(next),
                              c);
}

}  // namespace client

template <class S>
constexpr auto Client<S>::ask(client::AwaitReverification<S> const&, context& c) -> answer<Verified> {
  return verdict<S>(c);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitReverification<S>&& state, Verified const&, context& c)
    -> Next<client::WaitResumedTicket<S>, client::WaitResumedChangeCipherSpec<S>> {
  using To = Next<client::WaitResumedTicket<S>, client::WaitResumedChangeCipherSpec<S>>;
  return client::go_on_resumed<S, To>(std::move(state.transcript), std::move(state.parameters), std::move(state.master),
                                      state.peer, std::move(state.next), c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitResumedTicket<S>&& state, received<NewSessionTicket> m, context&)
    -> Next<client::WaitResumedChangeCipherSpec<S>> {
  if (const status s = client::keep_ticket(m.message, state.next); !s) return s.error();
  return client::WaitResumedChangeCipherSpec<S>{
      std::move(state.transcript).template add<after::resumed::NewSessionTicket>(m.raw), std::move(state.parameters),
      std::move(state.master), state.peer, std::move(state.next)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitResumedChangeCipherSpec<S>&& state, received<ChangeCipherSpec>, context&)
    -> Next<client::WaitResumedFinished<S>> {
  return client::WaitResumedFinished<S>{std::move(state.transcript), std::move(state.parameters),
                                        std::move(state.master), state.peer, std::move(state.next)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitResumedFinished<S>&& state, received<Finished> m, context& c)
    -> Next<client::Connected<S>> {
  const auto finished = client::check_finished(c.backend(), state.master, state.transcript, m.message);
  if (!finished) return finished.error();
  auto keys = state.master.keys(c.backend(), state.parameters.randoms);
  if (!keys) return keys.error();
  const auto ours = client::send_finished<after::resumed::ClientFinished>(
      state.master, std::move(keys->client),
      std::move(state.transcript).template add<after::resumed::ServerFinished>(m.raw), c);
  if (!ours) return ours.error();
  auto const& peer = state.peer;
  if (const status s =
          client::offer_session<S>(std::move(state.next), state.master, peer.authenticated_until, peer.expires_at, c);
      !s)
    return s.error();
  return client::Connected<S>{state.master.exporter(state.parameters.randoms), state.peer, *finished};
}

}  // namespace cxtls::tls12
