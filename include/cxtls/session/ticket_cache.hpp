// The tickets that our clients hold, by the server that gave them.
#pragma once
#include <concepts>
#include <optional>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/session/aged_table.hpp"
#include "cxtls/session/lifetime.hpp"
#include "cxtls/session/lock.hpp"

namespace cxtls {

// Whom a ticket may be shown to, and under which rules that peer was authenticated. A ticket of a proxy is none of the
// server behind it (CVE-2021-22890): whatever else tells two peers apart, role and ALPN too, belongs into the policy.
struct ticket_origin {
  bounded<std::uint8_t, 255> name{};  // compared octet by octet
  std::uint16_t port = 0;
  policy_id policy{};
  friend constexpr bool operator==(ticket_origin const&, ticket_origin const&) = default;
};

template <class T>
concept CachedTicket = std::movable<T> && requires(T const& ticket) {
  { ticket.expires_at } -> std::convertible_to<unix_time>;
  { ticket.identity.view() } -> std::convertible_to<bytes>;
};

// As rustls keeps.
inline constexpr std::size_t max_tickets_per_origin = 8;
// Of all servers together.
inline constexpr std::size_t max_cached_tickets = 1024;
// Octets of what servers chose, and may choose large: identities, and what else a ticket keeps of its handshake.
inline constexpr std::size_t max_cached_ticket_octets = std::size_t{16} << 20;

struct ticket_cache_limits {
  std::size_t per_origin = max_tickets_per_origin;
  std::size_t tickets = max_cached_tickets;
  std::size_t octets = max_cached_ticket_octets;  // without the ticket's own, fixed size
};

namespace detail {
// A ticket's octets that the server chose.
template <class Ticket>
constexpr std::size_t octets_of(Ticket const& t) {
  std::size_t n = t.identity.view().size();
  if constexpr (requires { t.peer_certificates.all(); })
    for (bytes certificate : t.peer_certificates.all()) n += certificate.size();
  if constexpr (requires { t.ocsp_response.size(); }) n += t.ocsp_response.size();
  if constexpr (requires { t.signed_certificate_timestamps.size(); }) n += t.signed_certificate_timestamps.size();
  return n;
}
}  // namespace detail

// Bounded: what is too much drives out the oldest, of the same server first. Thread-safe.
template <CachedTicket Ticket>
class ticket_cache {
 public:
  constexpr explicit ticket_cache(ticket_cache_limits limits = {}) : limits_(limits) {}

  // Errors: no_space (one ticket over the limit of all, or a limit of none), out_of_memory.
  constexpr status put(ticket_origin const& from, Ticket ticket, unix_time now) {
    const detail::locked guard(lock_);
    const std::size_t size = detail::octets_of(ticket);
    if (size > limits_.octets || limits_.tickets == 0 || limits_.per_origin == 0) return errc::no_space;
    trim(from);
    while (table_.oldest() != nullptr && !has_room_for(size)) remove(*table_.oldest());
    if (!table_.insert(hash(from), {from, std::move(ticket), now})) return errc::out_of_memory;
    octets_ += size;
    return done{};
  }
  // The newest ticket of this server, for one use (RFC 8446, C.4: "Clients SHOULD NOT reuse a ticket for multiple
  // connections"). Those that can't be used at `now` are dropped.
  constexpr std::optional<Ticket> take(ticket_origin const& from, unix_time now) {
    const detail::locked guard(lock_);
    std::optional<Ticket> taken;
    while (entry* const e = newest(from)) {
      cached& c = e->value;
      octets_ -= detail::octets_of(c.ticket);
      const bool good = is_within(c.put_at, c.ticket.expires_at, now);
      if (good) taken.emplace(std::move(c.ticket));
      table_.erase(*e);
      if (good) break;
    }
    return taken;
  }
  // A session with this server broke, or isn't wanted any more: none of its tickets is used again.
  constexpr void forget(ticket_origin const& from) {
    const detail::locked guard(lock_);
    while (entry* const e = newest(from)) remove(*e);
  }
  constexpr std::size_t size() {
    const detail::locked guard(lock_);
    return table_.size();
  }
  // As the limit counts them.
  constexpr std::size_t octets() {
    const detail::locked guard(lock_);
    return octets_;
  }

 private:
  struct cached {
    ticket_origin from;
    Ticket ticket;
    unix_time put_at;
  };
  using table = detail::aged_table<cached>;
  using entry = typename table::entry;

  static constexpr std::uint64_t hash(ticket_origin const& from) {
    const std::uint8_t port[] = {static_cast<std::uint8_t>(from.port >> 8), static_cast<std::uint8_t>(from.port)};
    return detail::hash_key(from.policy, detail::hash_key(port, detail::hash_key(from.name.view())));
  }
  constexpr entry* newest(ticket_origin const& from) const {
    return table_.find(hash(from), [&](cached const& c) { return c.from == from; });
  }
  // Leaves room for one more of this server.
  constexpr void trim(ticket_origin const& from) {
    std::size_t count = 0;
    entry* last = newest(from);
    for (entry* e = last; e != nullptr; ++count) {
      last = e;
      e = table_.find_older(*e, [&](cached const& c) { return c.from == from; });
    }
    if (count >= limits_.per_origin) remove(*last);
  }
  constexpr void remove(entry& e) {
    octets_ -= detail::octets_of(e.value.ticket);
    table_.erase(e);
  }
  constexpr bool has_room_for(std::size_t size) const {
    return table_.size() < limits_.tickets && octets_ <= limits_.octets - size;
  }

  detail::lock lock_;
  table table_;
  std::size_t octets_ = 0;
  ticket_cache_limits limits_;
};

}  // namespace cxtls
