// Where the sessions of a test's servers live, both ways, and connections that make and use them.
#pragma once
#include "cxtls/session/stateful_tickets.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "support/server_duet.hpp"

namespace cxtls::test {

// Of servers that share keys and store.
struct session_box {
  linked_backend b{};
  rotating_ticket_keys<linked_backend> keys{b};
  stateless_tickets<linked_backend, rotating_ticket_keys<linked_backend>> stateless{b, keys};
  memory_session_store store{};
  stateful_tickets<linked_backend, memory_session_store> stateful{b, store};

  session_provider& provider(bool keeps_them) {
    if (keeps_them) return stateful;
    return stateless;
  }
};

inline server_config resumable(session_provider& sessions, server_config config = showing_config()) {
  config.sessions = &sessions;
  return config;
}

// What a client may offer after a first connection to this server: its last ticket.
inline offered_psk ticket_from(server_end& end, client_plan plan = {}, unix_time now = noon) {
  server_duet d(end, std::move(plan));
  d.now = now;
  d.run();
  if (!d.connected() || d.client.seen.tickets.empty()) throw std::runtime_error("no ticket");
  return d.client.resumption(d.client.seen.tickets.size() - 1);
}
// A plan that offers these.
inline client_plan offering(std::vector<offered_psk> psks, client_plan plan = {}) {
  plan.psks = std::move(psks);
  return plan;
}

}  // namespace cxtls::test
