// The TLS 1.2 server's handlers for the client's ChangeCipherSpec and Finished (RFC 5246, 7.1 and 7.4.9).
#pragma once
#include "cxtls/handshake/tls12/server/flight.hpp"

namespace cxtls::tls12 {

namespace server {

// Errors: finished_mismatch, backend_failed.
template <class S, class Last>
constexpr result<FinishedVerified> check_finished(crypto::tls12::master_secret const& master,
                                                  Transcript<S, Last> const& before, Finished const& theirs,
                                                  ServerContext<S> const& c) {
  const auto hash = before.hash();
  if (!hash) return hash.error();
  const auto verify_data = master.client_finished(c.backend(), *hash);
  if (!verify_data) return verify_data.error();
  crypto::digest expected(verify_data->octets.size());
  copy(verify_data->octets, expected.fill().data());
  return FinishedVerified::check<typename S::backend>(expected, theirs.verify_data);
}

// A session without a ticket is kept under the ID of its ServerHello: from the full handshake, and, because a store gives
// each session out once, again from one that resumed it. That it can't be kept is no error: the ID resumes nothing.
template <class S>
constexpr status keep_session(Parameters const& p, crypto::tls12::master_secret const& master,
                              ClientIdentity const& client, ServerContext<S>& c) {
  if (c.takes_tickets || p.id.empty() || !gives_sessions<S>(c)) return done{};
  const auto s = session_of<S>(p, master, client, c);
  if (!s) return s.error();
  if (!*s || !c.settings->sessions->keep(p.id.view(), **s, c.now)) return done{};
  return hello::server::remember_ticket<S>(p.id.view(), c);
}

}  // namespace server

// The record layer reads by the client's keys from here on: it had them before.
template <class S>
constexpr auto Server<S>::on(server::WaitChangeCipherSpec<S>&& state, received<ChangeCipherSpec>, context&)
    -> Next<server::WaitFinished<S>> {
  return server::WaitFinished<S>{std::move(state.transcript), state.parameters, std::move(state.master),
                                 std::move(state.client)};
}

template <class S>
constexpr auto Server<S>::on(server::WaitFinished<S>&& state, received<Finished> m, context& c)
    -> Next<server::Connected<S>> {
  const auto finished = server::check_finished<S>(state.master, state.transcript, m.message, c);
  if (!finished) return finished.error();
  auto ticketed = server::say_ticket<after::NewSessionTicket, S>(
      std::move(state.transcript).template add<after::ClientFinished>(m.raw), state.parameters, state.master,
      state.client, c);
  if (!ticketed) return ticketed.error();
  if (const status s = server::keep_session<S>(state.parameters, state.master, state.client, c); !s) return s.error();
  const auto sent =
      server::say_finished<after::ServerFinished, S>(std::move(*ticketed), state.parameters, state.master, c);
  if (!sent) return sent.error();
  return server::Connected<S>{state.master.exporter(state.parameters.randoms), std::move(state.client), *finished};
}

template <class S>
constexpr auto Server<S>::on(server::WaitResumedChangeCipherSpec<S>&& state, received<ChangeCipherSpec>, context&)
    -> Next<server::WaitResumedFinished<S>> {
  return server::WaitResumedFinished<S>{std::move(state.transcript), state.parameters, std::move(state.master),
                                        std::move(state.client)};
}

// Our Finished is out already.
template <class S>
constexpr auto Server<S>::on(server::WaitResumedFinished<S>&& state, received<Finished> m, context& c)
    -> Next<server::Connected<S>> {
  const auto finished = server::check_finished<S>(state.master, state.transcript, m.message, c);
  if (!finished) return finished.error();
  if (const status s = server::keep_session<S>(state.parameters, state.master, state.client, c); !s) return s.error();
  return server::Connected<S>{state.master.exporter(state.parameters.randoms), std::move(state.client), *finished};
}

}  // namespace cxtls::tls12
