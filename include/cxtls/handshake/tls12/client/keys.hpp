// What the TLS 1.2 client's full and abbreviated handshakes have in common: Finished either way, and the session that is
// kept for the next connection.
#pragma once
#include "cxtls/handshake/hello/client/handlers.hpp"
#include "cxtls/handshake/hello/client/peer.hpp"
#include "cxtls/handshake/own_signature.hpp"
#include "cxtls/handshake/tls12/client/transitions.hpp"

namespace cxtls::tls12::client {

// RFC 5246, F.1.4: "An upper limit of 24 hours is suggested for session ID lifetimes, since an attacker who obtains a
// master_secret may be able to impersonate the compromised party until the corresponding session ID is retired." A ticket
// stands for the same secret. Seconds.
inline constexpr std::uint32_t max_session_lifetime = 24 * 60 * 60;

// For observers that SeesKeys: one line for the whole connection.
template <class Context>
constexpr void log_master_secret(crypto::tls12::master_secret const& master, Context& c) {
  if constexpr (SeesKeys<decltype(c.observer)>) c.log_key("CLIENT_RANDOM", master.expose());
}

// Errors: finished_mismatch, backend_failed.
template <class B, class Last>
constexpr result<FinishedVerified> check_finished(B const& b, crypto::tls12::master_secret const& master,
                                                  crypto::tls12::transcript<B, Last> const& before,
                                                  Finished const& theirs) {
  const auto hash = before.hash();
  if (!hash) return hash.error();
  const auto expected = master.server_finished(b, *hash);
  if (!expected) return expected.error();
  return FinishedVerified::check<B>(*expected, theirs.verify_data);
}

// Our ChangeCipherSpec and Finished. Returns the transcript with it. Errors: backend_failed, out_of_memory.
template <class Finish, class B, class Last, class Context>
constexpr result<crypto::tls12::transcript<B, Finish>> send_finished(
    crypto::tls12::master_secret const& master, crypto::tls12::write_keys<crypto::sender::client>&& keys,
    crypto::tls12::transcript<B, Last>&& transcript, Context& c) {
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  const auto verify_data = master.client_finished(c.backend(), *hash);
  if (!verify_data) return verify_data.error();
  buffer message;
  if (const status s = append_message(Finished{verify_data->octets}, message); !s) return s.error();
  if (const status s = c.out.add(change_cipher_spec<crypto::sender::client>{std::move(keys)}); !s) return s.error();
  if (const status s = c.out.send(epoch::application, message.view()); !s) return s.error();
  return std::move(transcript).template add<Finish>(message.view());
}

// RFC 5077, 3.3: "the client MUST NOT" use a ticket before it has checked the server's Finished, so that it is only kept
// here. A zero-length one says that there is none. Errors: out_of_memory.
constexpr status keep_ticket(NewSessionTicket const& m, NextSession& next) {
  if (m.ticket.empty()) return done{};
  next.identity.clear();
  if (!next.identity.append(m.ticket)) return errc::out_of_memory;
  next.by_session_id = false;
  next.lifetime = m.ticket_lifetime_hint;
  return done{};
}

// The handshake is over: what the session can be resumed by is the application's. `latest`: whatever the server hints.
// Errors: out_of_memory.
template <class S>
constexpr status offer_session(NextSession&& next, crypto::tls12::master_secret const& master, unix_time until,
                               unix_time latest, ClientContext<S>& c) {
  if (next.identity.empty() || !c.peer) return done{};
  // RFC 5077, 3.3: "A value of zero is reserved to indicate that the lifetime of the ticket is unspecified."
  const bool bounded_by_server = next.lifetime != 0 && next.lifetime < max_session_lifetime;
  unix_time end = c.now + (bounded_by_server ? next.lifetime : max_session_lifetime);
  for (unix_time bound : {until, latest})
    if (bound < end) end = bound;
  ticket t{.identity = std::move(next.identity),
           .psk = crypto::hash_secret::of(master.expose()),
           .cipher_suite = master.suite().id,
           .received_at = c.now,
           .expires_at = end,
           .peer = *c.peer,
           .authenticated_until = until,
           .version = ProtocolVersion::tls12,
           .by_session_id = next.by_session_id};
  if (const status s = hello::client::bind_ticket<S>(t, c); !s) return s;
  c.new_ticket = box<ticket>(std::move(t));
  if (!c.new_ticket) return errc::out_of_memory;
  return done{};
}

}  // namespace cxtls::tls12::client
