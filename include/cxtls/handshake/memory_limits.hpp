// How much a connection may hold: a part of the policy, so that the sum is known when it compiles.
#pragma once
#include "cxtls/protocol/tls13/handshake_header.hpp"
#include "cxtls/record/limits.hpp"

namespace cxtls {

// All in octets. The defaults are for peers of any kind; a policy lowers them.
struct memory_limits {
  // The body of a handshake message of the peer's; beside it, each type has a limit of its own. A Certificate message is
  // what needs it.
  std::size_t message = max_certificate_message;
  // Handshake messages that we send at once: our Certificate message and the other messages of a flight.
  std::size_t flight = std::size_t{128} * 1024;
  // Once so much sealed application data waits for the transport, no more is taken. Four records.
  std::size_t waiting_data = 4 * record::max_record;
  // All that waits for the transport: that, a flight in its records, KeyUpdate and alert, padded in full.
  std::size_t outgoing = waiting_data + std::size_t{160} * 1024;
  // The records' memory is part of the object instead of the heap. It stays as large as it may become; a view of it isn't
  // good after a move of the connection.
  bool in_place = false;

  friend constexpr bool operator==(memory_limits const&, memory_limits const&) = default;
};

// What a policy says in `memory`; the defaults, if it says nothing.
template <class P>
inline constexpr memory_limits memory_of = {};
template <class P>
  requires requires { P::memory; }
inline constexpr memory_limits memory_of<P> = P::memory;

// What no connection can do without.
consteval bool are_sound(memory_limits const& m) {
  return m.message >= 2048 && m.message <= max_certificate_message && m.flight >= 2048 && m.waiting_data >= 1 &&
         m.outgoing >= m.waiting_data - 1 + record::max_record + m.flight;
}

}  // namespace cxtls
