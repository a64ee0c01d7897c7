// The keys of a TLS 1.3 connection as its states own them, the same on both sides.
#pragma once
#include "cxtls/crypto/key_schedule.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/handshake/policy.hpp"

namespace cxtls::tls13 {

using client_handshake_secret = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::client>;
using server_handshake_secret = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::server>;
using client_application_secret = crypto::traffic_secret<crypto::stage::application, crypto::sender::client>;
using server_application_secret = crypto::traffic_secret<crypto::stage::application, crypto::sender::server>;

// A traffic secret has two owners on purpose: the transport's keys come from one, what follows it from the other.
template <crypto::stage Stage, crypto::sender Sender>
constexpr auto copy_of(crypto::traffic_secret<Stage, Sender> const& secret) {
  return crypto::traffic_secret<Stage, Sender>::of(secret.algorithm(), secret.expose());
}

// From the ServerHello to the Finished messages.
template <class B>
struct HandshakeKeys {
  crypto::suite_info const* suite;
  crypto::handshake_secret<B> schedule;
  client_handshake_secret client;
  server_handshake_secret server;
};

// The handshake secrets (RFC 8446, 7.1), logged, not installed. Errors: backend_failed, key_exchange_failed.
template <class B, class Context>
constexpr result<HandshakeKeys<B>> derive_handshake_keys(crypto::suite_info const* suite,
                                                         crypto::early_secret<B>&& early,
                                                         crypto::shared_secret const& shared,
                                                         crypto::hash_upto<after::ServerHello> const& hash,
                                                         Context& c) {
  B const& b = c.backend();
  auto schedule = std::move(early).to_handshake(b, shared);
  if (!schedule) return schedule.error();
  auto client = schedule->client_traffic(b, hash);
  if (!client) return client.error();
  auto server = schedule->server_traffic(b, hash);
  if (!server) return server.error();
  if constexpr (SeesKeys<decltype(c.observer)>) {
    c.log_key("CLIENT_HANDSHAKE_TRAFFIC_SECRET", client->expose());
    c.log_key("SERVER_HANDSHAKE_TRAFFIC_SECRET", server->expose());
  }
  return HandshakeKeys<B>{suite, std::move(*schedule), std::move(*client), std::move(*server)};
}

// What the server's Finished completes.
template <class B>
struct MainKeys {
  crypto::suite_info const* suite;
  crypto::main_secret<B> schedule;
  client_application_secret client;
  server_application_secret server;
  crypto::exporter_secret exporter;
};

// The application secrets (RFC 8446, 7.1), logged, not installed. Errors: backend_failed.
template <class B, class Context>
constexpr result<MainKeys<B>> derive_main_keys(crypto::suite_info const* suite, crypto::handshake_secret<B>&& handshake,
                                               crypto::hash_upto<after::ServerFinished> const& hash, Context& c) {
  B const& b = c.backend();
  auto schedule = std::move(handshake).to_main(b);
  if (!schedule) return schedule.error();
  auto client = schedule->client_traffic(b, hash);
  if (!client) return client.error();
  auto server = schedule->server_traffic(b, hash);
  if (!server) return server.error();
  auto exporter = schedule->exporter(b, hash);
  if (!exporter) return exporter.error();
  if constexpr (SeesKeys<decltype(c.observer)>) {
    c.log_key("CLIENT_TRAFFIC_SECRET_0", client->expose());
    c.log_key("SERVER_TRAFFIC_SECRET_0", server->expose());
    c.log_key("EXPORTER_SECRET", exporter->expose());
  }
  return MainKeys<B>{suite, std::move(*schedule), std::move(*client), std::move(*server), std::move(*exporter)};
}

constexpr crypto::sender other(crypto::sender s) {
  return s == crypto::sender::client ? crypto::sender::server : crypto::sender::client;
}

// Of an established connection, by who uses them.
template <crypto::sender Own>
struct ApplicationKeys {
  crypto::suite_info const* suite;
  crypto::traffic_secret<crypto::stage::application, Own> own;
  crypto::traffic_secret<crypto::stage::application, other(Own)> peer;
  bool update_requested = false;  // RFC 8446, 4.6.3: one request of ours is outstanding at most
};

// Announces new keys under the old ones, then uses them (RFC 8446, 4.6.3). Errors: backend_failed, out_of_memory.
template <crypto::sender Own, class Context>
constexpr status update_own_keys(ApplicationKeys<Own>& keys, bool request_peer, Context& c) {
  // RFC 8446, 4.6.3 lets requests cross; asking again before the first was answered would be a flood of ours.
  const bool request = request_peer && !keys.update_requested;
  keys.update_requested = keys.update_requested || request;
  buffer message;
  const KeyUpdate update{request ? KeyUpdateRequest::update_requested : KeyUpdateRequest::update_not_requested};
  if (const status s = append_message(update, message); !s) return s;
  if (const status s = c.out.send(epoch::application, message.view()); !s) return s;
  auto next = std::move(keys.own).next(c.backend());
  if (!next) return next.error();
  keys.own = std::move(*next);
  c.key_update_unsent = true;
  return c.out.install(*keys.suite, copy_of(keys.own));
}

// The peer announced new keys. Errors: as above.
template <crypto::sender Own, class Context>
constexpr status follow_peer_keys(ApplicationKeys<Own>& keys, KeyUpdateRequest request, Context& c) {
  auto next = std::move(keys.peer).next(c.backend());
  if (!next) return next.error();
  keys.peer = std::move(*next);
  keys.update_requested = false;
  if (const status s = c.out.install(*keys.suite, copy_of(keys.peer)); !s) return s;
  // A flood of requests gets one answer for all that came before it could be sent. No answer follows a close_notify.
  const bool answer_it = request == KeyUpdateRequest::update_requested && !c.write_closed && !c.key_update_unsent;
  return answer_it ? update_own_keys(keys, false, c) : done{};
}

}  // namespace cxtls::tls13
