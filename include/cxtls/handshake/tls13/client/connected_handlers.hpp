// The client's handlers after the handshake: tickets and key updates (RFC 8446, 4.6).
#pragma once
#include "cxtls/handshake/hello/client/peer.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

namespace client {

// Until when what authenticated the server may be relied on; nothing for an external key, which needs no tickets: it can
// be used again itself.
constexpr std::optional<unix_time> authenticated_until(PeerAuthenticated const& peer) {
  if (auto const* by_certificate = std::get_if<CertificateAccepted>(&peer)) return by_certificate->valid_until();
  auto const* psk = std::get_if<PskAccepted>(&peer);
  if (psk->by_external_key()) return std::nullopt;
  return psk->authenticated_until();
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::Connected<S>&& state, received<NewSessionTicket> m, context& c)
    -> Next<client::Connected<S>> {
  if (m.message.ticket_lifetime > max_ticket_lifetime) return errc::ticket_lifetime_too_long;
  if (error e = check_extensions(m.message.extensions)) return e;
  if (const status s = c.own.keep(m.message.extensions); !s) return s.error();
  // RFC 8446, 4.6.1: "The value of zero indicates that the ticket should be discarded immediately."
  if (m.message.ticket_lifetime == 0) return std::move(state);
  const auto until = client::authenticated_until(state.peer);
  if (!until || !c.peer) return std::move(state);
  const unix_time end_of_life = c.now + m.message.ticket_lifetime;
  auto psk = state.resumption.resumption_psk(c.backend(), m.message.ticket_nonce);
  if (!psk) return psk.error();
  const auto early_data = find<TicketEarlyDataIndication>(m.message.extensions);
  ticket t{.identity = {},
           .psk = std::move(*psk),
           .cipher_suite = state.keys.suite->id,
           .ticket_age_add = m.message.ticket_age_add,
           .max_early_data_size = early_data ? early_data->max_early_data_size : 0,
           .received_at = c.now,
           .expires_at = *until < end_of_life ? *until : end_of_life,
           .peer = *c.peer,
           .authenticated_until = *until};
  if (!t.identity.append(m.message.ticket)) return errc::out_of_memory;
  if (const status s = hello::client::bind_ticket(t, c); !s) return s.error();
  c.new_ticket = box<ticket>(std::move(t));
  if (!c.new_ticket) return errc::out_of_memory;
  return std::move(state);
}

template <class S>
constexpr auto Client<S>::on(client::Connected<S>&& state, received<KeyUpdate> m, context& c)
    -> Next<client::Connected<S>> {
  if (const status s = follow_peer_keys(state.keys, m.message.request_update, c); !s) return s.error();
  return std::move(state);
}

template <class S>
constexpr auto Client<S>::on(client::Connected<S>&& state, UpdateKeys const& command, context& c)
    -> Next<client::Connected<S>> {
  if (const status s = update_own_keys(state.keys, command.request_peer, c); !s) return s.error();
  return std::move(state);
}

}  // namespace cxtls::tls13
