// The client's handlers after the handshake: tickets and key updates (RFC 8446, 4.6).
#pragma once
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

namespace client {

// Announces new keys under the old ones, then uses them (RFC 8446, 4.6.3).
template <class S>
constexpr status update_own_keys(Connected<S>& state, KeyUpdateRequest request, ClientContext<S>& c) {
  buffer message;
  if (const status s = append_message(KeyUpdate{request}, message); !s) return s;
  if (const status s = c.out.send(epoch::application, message.view()); !s) return s;
  auto next = std::move(state.client).next(c.backend());
  if (!next) return next.error();
  state.client = std::move(*next);
  c.key_update_unsent = true;
  return c.out.install(*state.suite, copy_of(state.client));
}

}  // namespace client

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
           .cipher_suite = state.suite->id,
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
  auto next = std::move(state.server).next(c.backend());
  if (!next) return next.error();
  state.server = std::move(*next);
  state.update_requested = false;
  if (const status s = c.out.install(*state.suite, client::copy_of(state.server)); !s) return s.error();
  // A flood of requests gets one answer for all that came before it could be sent. No answer follows a close_notify.
  const bool answer_it =
      m.message.request_update == KeyUpdateRequest::update_requested && !c.write_closed && !c.key_update_unsent;
  if (answer_it)
    if (const status s = client::update_own_keys<S>(state, KeyUpdateRequest::update_not_requested, c); !s)
      return s.error();
  return std::move(state);
}

template <class S>
constexpr auto Client<S>::on(client::Connected<S>&& state, UpdateKeys const& command, context& c)
    -> Next<client::Connected<S>> {
  // RFC 8446, 4.6.3 lets requests cross; asking again before the first was answered would be a flood of ours.
  const bool request = command.request_peer && !state.update_requested;
  state.update_requested = state.update_requested || request;
  if (const status s = client::update_own_keys<S>(
          state, request ? KeyUpdateRequest::update_requested : KeyUpdateRequest::update_not_requested, c);
      !s)
    return s.error();
  return std::move(state);
}

}  // namespace cxtls::tls13
