// Where a server's sessions live: behind tickets that hold them, or in a store that tickets name.
#pragma once
#include <optional>

#include "cxtls/machine/answer.hpp"
#include "cxtls/session/session.hpp"

namespace cxtls {

// No session: unknown, forged or worn out. The handshake goes on as a full one; it is never an error.
struct found_session {
  std::optional<cxtls::session> session{};
};

// Caller-owned and thread-safe; outlives the server contexts that use it.
class session_provider {
 public:
  // Appends the octets of a ticket to `ticket`, which after an error is as it was. Errors: those of the implementation;
  // the server then goes on without a ticket.
  virtual constexpr status issue(session const& what, unix_time now, buffer& ticket) = 0;
  // The session that a ticket stands for. A value at once, or pending: the server parks and asks the application.
  // An error ends the handshake: only what a full handshake can't survive is one.
  virtual constexpr machine::answer<found_session> find(bytes ticket, unix_time now) = 0;
  // TLS 1.2 can resume a session without a ticket, by the ID that the server gave it (RFC 5246, 7.3): find() takes IDs,
  // too. A provider without a memory of its own keeps none.
  virtual constexpr bool keeps_sessions() const { return false; }
  // Keeps the session under a name that the server drew at random. Errors: config_sessions_not_kept, those of the
  // implementation; the server then goes on, and the ID resumes nothing.
  virtual constexpr status keep(bytes id, session const& what, unix_time now) {
    (void)id, (void)what, (void)now;
    return errc::config_sessions_not_kept;
  }
  // The session broke (a fatal alert): it isn't resumed again. A ticket that holds its session can't be called back;
  // it ends with its lifetime or its key.
  virtual constexpr void forget(bytes ticket) = 0;

 protected:
  constexpr ~session_provider() = default;
};

}  // namespace cxtls
