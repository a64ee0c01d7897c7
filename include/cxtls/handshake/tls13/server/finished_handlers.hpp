// The server's handlers for the client's Finished, and its tickets (RFC 8446, 4.4.4 and 4.6.1).
#pragma once
#include "cxtls/handshake/tls13/server/session_handlers.hpp"

namespace cxtls {

namespace tls13 {

namespace server {

// The session as the next ticket's.
template <class S>
constexpr result<std::optional<session>> session_for_ticket(Connected<S> const& state, bytes ticket_nonce,
                                                            ServerContext<S> const& c) {
  auto s = hello::server::session_without_key<S>(state.client, ProtocolVersion::tls13, state.keys.suite->id, c);
  if (!s || !*s) return s;
  auto psk = state.resumption.resumption_psk(c.backend(), ticket_nonce);
  if (!psk) return psk.error();
  (*s)->psk = std::move(*psk);
  std::array<std::uint8_t, 4> age_add;
  if (!c.backend().random(age_add)) return errc::random_failed;
  if (c.settings->single_use != nullptr) (*s)->max_early_data_size = c.settings->max_early_data_size;
  for (std::uint8_t octet : age_add) (*s)->ticket_age_add = (*s)->ticket_age_add << 8 | octet;
  return s;
}

// One NewSessionTicket, unless the provider has no ticket for it: the connection is good without.
template <class S>
constexpr status send_ticket(Connected<S> const& state, ServerContext<S>& c) {
  if (c.settings->sessions == nullptr || !c.takes_tickets || c.write_closed || c.tickets_sent == 255) return done{};
  const std::uint8_t nonce[] = {
      c.tickets_sent};  // RFC 8446, 4.6.1: "unique across all tickets issued on this connection"
  const auto s = session_for_ticket<S>(state, nonce, c);
  if (!s) return s.error();
  if (!*s) return done{};
  buffer ticket;
  if (!c.settings->sessions->issue(**s, c.now, ticket) || ticket.empty()) return done{};
  buffer message;
  using X = typename S::extensions;
  outgoing_extensions<in::new_session_ticket, X> extensions;
  if ((*s)->max_early_data_size != 0) extensions.add(TicketEarlyDataIndication{(*s)->max_early_data_size});
  extensions.add_own(c.own);
  using ticket_type = basic_new_session_ticket<X>;
  const ticket_type content{.ticket_lifetime = static_cast<std::uint32_t>((*s)->expires_at.seconds - c.now.seconds),
                            .ticket_age_add = (*s)->ticket_age_add,
                            .ticket_nonce = nonce,
                            .ticket = ticket.view(),
                            .extensions = extensions.view()};
  if (const status sent = append_message(content, message); !sent) return sent;
  ++c.tickets_sent;
  if (const status kept = hello::server::remember_ticket<S>(ticket.view(), c); !kept) return kept;
  return c.out.send(epoch::application, message.view());
}

// The client's Finished is right: the connection stands.
template <class S, class Last>
constexpr auto connect(FlightSent<S, Last>&& flight, ClientIdentity&& client, received<Finished> m, ServerContext<S>& c)
    -> result<Connected<S>> {
  typename S::backend const& b = c.backend();
  const auto finished = check_finished(b, flight.client_handshake, flight.transcript, m.message);
  if (!finished) return finished.error();
  const auto all = std::move(flight.transcript).template add<after::ClientFinished>(m.raw).hash();
  if (!all) return all.error();
  auto resumption = flight.keys.schedule.resumption(b, *all);
  if (!resumption) return resumption.error();
  if (const status s = c.out.install(*flight.keys.suite, copy_of(flight.keys.client)); !s) return s.error();
  Connected<S> connected{{flight.keys.suite, std::move(flight.keys.server), std::move(flight.keys.client)},
                         std::move(flight.keys.exporter),
                         std::move(*resumption),
                         std::move(client),
                         *finished};
  for (std::uint8_t i = 0; i < c.settings->tickets; ++i)
    if (const status s = send_ticket<S>(connected, c); !s) return s.error();
  return connected;
}

}  // namespace server

template <class S>
constexpr auto Server<S>::on(server::WaitFinished<S>&& state, received<Finished> m, context& c)
    -> Next<server::Connected<S>> {
  return server::connect<S>(std::move(state.flight), std::move(state.client), m, c);
}

template <class S>
constexpr auto Server<S>::on(server::WaitEndOfEarlyData<S>&& state, received<EndOfEarlyData> m, context& c)
    -> Next<server::WaitFinishedAfterEarlyData<S>> {
  if (const status s = c.out.install(*state.flight.keys.suite, copy_of(state.flight.client_handshake)); !s)
    return s.error();
  return server::WaitFinishedAfterEarlyData<S>{
      {std::move(state.flight.transcript).template add<after::EndOfEarlyData>(m.raw),
       std::move(state.flight.client_handshake), std::move(state.flight.keys)},
      std::move(state.client)};
}

template <class S>
constexpr auto Server<S>::on(server::WaitFinishedAfterEarlyData<S>&& state, received<Finished> m, context& c)
    -> Next<server::Connected<S>> {
  return server::connect<S>(std::move(state.flight), std::move(state.client), m, c);
}

template <class S>
constexpr auto Server<S>::on(server::WaitFinishedOfAnonymous<S>&& state, received<Finished> m, context& c)
    -> Next<server::Connected<S>> {
  return server::connect<S>(std::move(state.flight), {.authenticated_at = c.now}, m, c);
}

template <class S>
constexpr auto Server<S>::on(server::WaitFinishedOfAuthenticated<S>&& state, received<Finished> m, context& c)
    -> Next<server::Connected<S>> {
  return server::connect<S>(std::move(state.flight), std::move(state.client), m, c);
}

template <class S>
constexpr auto Server<S>::on(server::Connected<S>&& state, received<KeyUpdate> m, context& c)
    -> Next<server::Connected<S>> {
  if (const status s = follow_peer_keys(state.keys, m.message.request_update, c); !s) return s.error();
  return std::move(state);
}

template <class S>
constexpr auto Server<S>::on(server::Connected<S>&& state, UpdateKeys const& command, context& c)
    -> Next<server::Connected<S>> {
  if (const status s = update_own_keys(state.keys, command.request_peer, c); !s) return s.error();
  return std::move(state);
}

template <class S>
constexpr auto Server<S>::on(server::Connected<S>&& state, SendTicket const&, context& c)
    -> Next<server::Connected<S>> {
  if (const status s = server::send_ticket<S>(state, c); !s) return s.error();
  return std::move(state);
}

}  // namespace tls13
}  // namespace cxtls
