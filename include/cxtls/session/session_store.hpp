// Where encoded sessions wait for their client, under a name that only its ticket says.
#pragma once
#include <concepts>
#include <optional>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/clock.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/session/aged_table.hpp"
#include "cxtls/session/lock.hpp"

namespace cxtls {

// Drawn at random: who can guess it still lacks the PSK.
using session_identifier = std::array<std::uint8_t, 32>;

// Keeps the octets until `expires_at`, or as long as it has room. Errors: of its own.
template <class S>
concept PutsSessions = requires(S& store, session_identifier const& id, buffer octets, unix_time time) {
  { store.put(id, std::move(octets), time, time) } -> std::same_as<status>;  // expires_at, now
};
// Gives the octets out and keeps nothing of them: of two connections that ask for one session, one gets it.
template <class S>
concept TakesSessions = requires(S& store, session_identifier const& id, unix_time now) {
  { store.take(id, now) } -> std::same_as<std::optional<buffer>>;
};
template <class S>
concept ErasesSessions = requires(S& store, session_identifier const& id) { store.erase(id); };
// Bounded, and called by several threads at once.
template <class S>
concept SessionStore = PutsSessions<S> && TakesSessions<S> && ErasesSessions<S>;
// The same, with a sentence about what is missing.
template <class S>
consteval bool require_session_store() {
  static_assert(PutsSessions<S>,
                "session store: `status put(session_identifier const&, buffer, unix_time, unix_time)` is missing");
  static_assert(TakesSessions<S>,
                "session store: `std::optional<buffer> take(session_identifier const&, unix_time)` is missing");
  static_assert(ErasesSessions<S>, "session store: `void erase(session_identifier const&)` is missing");
  return true;
}

// What a memory_session_store holds at most; then it drops the oldest (CVE-2024-2511: growth without bound).
// OpenSSL's number of sessions.
inline constexpr std::size_t max_stored_sessions = 20'480;
// Octets of encoded sessions: some 200 for each without a client certificate, 2,000 with one; this is half of the
// latter for max_stored_sessions.
inline constexpr std::size_t max_stored_session_octets = std::size_t{20} << 20;

struct session_store_limits {
  std::size_t sessions = max_stored_sessions;
  std::size_t octets = max_stored_session_octets;  // of encoded sessions, without some 100 more for each
};

// In this process's memory. Thread-safe.
class memory_session_store {
 public:
  constexpr explicit memory_session_store(session_store_limits limits = {}) : limits_(limits) {}

  // Errors: no_space (more octets than the limit of all), out_of_memory.
  constexpr status put(session_identifier const& id, buffer octets, unix_time expires_at, unix_time now) {
    const detail::locked guard(lock_);
    remove(find(id));
    const std::size_t size = octets.size();
    if (size > limits_.octets || limits_.sessions == 0) return errc::no_space;
    while (table_.oldest() != nullptr && (table_.oldest()->value.expires_at <= now || !has_room_for(size)))
      remove(table_.oldest());
    if (!table_.insert(detail::hash_key(id), {id, std::move(octets), expires_at})) return errc::out_of_memory;
    octets_ += size;
    return done{};
  }
  // None when it is unknown, was taken before, was dropped for others, or has expired.
  constexpr std::optional<buffer> take(session_identifier const& id, unix_time now) {
    const detail::locked guard(lock_);
    auto* const entry = find(id);
    if (entry == nullptr) return std::nullopt;
    std::optional<buffer> taken;
    octets_ -= entry->value.octets.size();
    if (now < entry->value.expires_at) taken.emplace(std::move(entry->value.octets));
    table_.erase(*entry);
    return taken;
  }
  constexpr void erase(session_identifier const& id) {
    const detail::locked guard(lock_);
    remove(find(id));
  }
  constexpr std::size_t size() {
    const detail::locked guard(lock_);
    return table_.size();
  }
  // Of all encoded sessions.
  constexpr std::size_t octets() {
    const detail::locked guard(lock_);
    return octets_;
  }

 private:
  struct stored {
    session_identifier id;
    buffer octets;
    unix_time expires_at;
  };
  using table = detail::aged_table<stored>;

  constexpr typename table::entry* find(session_identifier const& id) const {
    return table_.find(detail::hash_key(id), [&](stored const& s) { return s.id == id; });
  }
  constexpr void remove(typename table::entry* entry) {
    if (entry == nullptr) return;
    octets_ -= entry->value.octets.size();
    table_.erase(*entry);
  }
  constexpr bool has_room_for(std::size_t size) const {
    return table_.size() < limits_.sessions && octets_ <= limits_.octets - size;
  }

  detail::lock lock_;
  table table_;
  std::size_t octets_ = 0;
  session_store_limits limits_;
};

}  // namespace cxtls
