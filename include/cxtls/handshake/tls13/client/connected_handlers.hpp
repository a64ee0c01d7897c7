// The client's handlers after the handshake: tickets and key updates (RFC 8446, 4.6).
#pragma once
#include "cxtls/handshake/tls13/client/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

template <class S>
constexpr auto Client<S>::on(client::Connected<S>&& state, received<NewSessionTicket> m, context& c)
    -> Next<client::Connected<S>> {
  if (m.message.ticket_lifetime > max_ticket_lifetime) return errc::ticket_lifetime_too_long;
  if (error e = check_extensions(m.message.extensions)) return e;
  // RFC 8446, 4.6.1: "The value of zero indicates that the ticket should be discarded immediately."
  if (m.message.ticket_lifetime == 0) return std::move(state);
  auto psk = state.resumption.resumption_psk(c.backend(), m.message.ticket_nonce);
  if (!psk) return psk.error();
  const auto early_data = find<TicketEarlyDataIndication>(m.message.extensions);
  ticket t{.identity = {},
           .psk = std::move(*psk),
           .cipher_suite = state.keys.suite->id,
           .ticket_age_add = m.message.ticket_age_add,
           .max_early_data_size = early_data ? early_data->max_early_data_size : 0,
           .received_at = c.now,
           .expires_at = c.now + m.message.ticket_lifetime};
  if (!t.identity.append(m.message.ticket)) return errc::out_of_memory;
  c.new_ticket = std::move(t);
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
