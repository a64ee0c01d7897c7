// Where the sessions of a test's servers live, both ways, and connections that make and use them.
#pragma once
#include "cxtls/session/provider.hpp"
#include "cxtls/session/retry_cookie.hpp"
#include "cxtls/session/session_store.hpp"
#include "support/server_duet.hpp"

namespace cxtls::test {

// Of servers that share keys and store. Sealed with what the backend under test has; hence a file of its own.
struct session_box {
  session_box();
  // Its draws are the same every time.
  explicit session_box(std::uint64_t seed);
  session_box(session_box const&) = delete;
  ~session_box();

  struct parts;
  memory_session_store store{};
  std::unique_ptr<parts> made;
  session_provider& stateless;
  session_provider& stateful;
  cookie_protector const& cookies;

  session_provider& provider(bool keeps_them) const { return keeps_them ? stateful : stateless; }
};

// A key that several servers share, and what seals cookies and tickets with it.
struct cookie_jar {
  cookie_jar();
  cookie_jar(cookie_jar const&) = delete;
  ~cookie_jar();

  struct parts;
  std::unique_ptr<parts> made;
  cookie_protector const& protector;
  session_provider& tickets;
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
