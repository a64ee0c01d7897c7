// How long a session may be resumed, whatever the clock does meanwhile.
#pragma once
#include "cxtls/protocol/tls13/post_handshake.hpp"
#include "cxtls/session/session.hpp"

namespace cxtls {

// Seconds by which the clocks of servers that share tickets may differ, and by which a clock may be set back between
// two uses. Further back, what was made "later" than now is refused.
inline constexpr std::uint64_t max_clock_skew = 60;

// Seconds. How far the client's idea of its ticket's age may be from ours, to take its early data (RFC 8446, 8.3): clocks
// drift, and a flight takes its time.
inline constexpr std::int64_t early_data_clock_skew = 60;
// Before this time from its first arrival is over a ClientHello may pass that test, and from then on not: so long it is
// remembered. One more than the range is wide, whose ends are both within it.
inline constexpr std::int64_t early_data_window = 2 * early_data_clock_skew + 1;

// Seconds from one time to another; 0 when the other is earlier. Defined for any two times.
constexpr std::uint64_t elapsed(unix_time from, unix_time to) {
  return to <= from ? 0 : static_cast<std::uint64_t>(to.seconds) - static_cast<std::uint64_t>(from.seconds);
}

// May something made at `made`, to be used before `end`, be used at `now`?
constexpr bool is_within(unix_time made, unix_time end, unix_time now) {
  return elapsed(now, made) <= max_clock_skew && now < end;
}

// RFC 8446, 4.6.1: "Servers MUST NOT use any value greater than 604800 seconds (7 days)", whatever expires_at says. The
// client's certificate is good until its notAfter, inclusive (RFC 5280, 4.1.2.5).
constexpr bool may_resume(session const& s, unix_time now) {
  return is_within(s.issued_at, s.expires_at, now) && elapsed(s.issued_at, now) < max_ticket_lifetime &&
         (s.authenticated_until == unix_time{} || now <= s.authenticated_until);
}

}  // namespace cxtls
