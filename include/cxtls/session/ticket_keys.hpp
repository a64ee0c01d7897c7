// Which key seals tickets now, and which ones still open them.
#pragma once
#include <optional>

#include "cxtls/session/lifetime.hpp"
#include "cxtls/session/lock.hpp"
#include "cxtls/session/ticket_key.hpp"

namespace cxtls {

// A key to seal with, or the reason why there is none.
template <class K>
concept HasCurrentKey = requires(K& keys, unix_time now) {
  { keys.current(now) } -> std::same_as<result<ticket_key>>;
};
// The key of this name, if tickets under it are taken now.
template <class K>
concept FindsKeys = requires(K& keys, ticket_key_name const& name, unix_time now) {
  { keys.find(name, now) } -> std::same_as<std::optional<ticket_key>>;
};
// Both may be called by several threads at once. They give out copies, because a key can be retired meanwhile.
template <class K>
concept TicketKeys = HasCurrentKey<K> && FindsKeys<K>;
// The same, with a sentence about what is missing.
template <class K>
consteval bool require_ticket_keys() {
  static_assert(HasCurrentKey<K>, "ticket keys: `result<ticket_key> current(unix_time)` is missing");
  static_assert(FindsKeys<K>,
                "ticket keys: `std::optional<ticket_key> find(ticket_key_name const&, unix_time)` is missing");
  return true;
}

// Seconds for which a key seals: whoever steals it opens the tickets of one day.
inline constexpr std::uint64_t ticket_key_period = 86400;
// Seconds for which it then still opens: as long as the last ticket under it may live.
inline constexpr std::uint64_t ticket_key_acceptance = max_ticket_lifetime;
// Keys held at once: the current one, and one for each period before it whose tickets may live.
inline constexpr std::size_t max_rotating_ticket_keys = ticket_key_acceptance / ticket_key_period + 1;

// Seconds.
struct ticket_key_rotation {
  std::uint64_t period = ticket_key_period;
  std::uint64_t acceptance = ticket_key_acceptance;  // shorter if max_rotating_ticket_keys periods are over before
};

// For a server that stands alone: draws its keys itself, the first when the first ticket is sealed, and wipes them when
// their time is over. Thread-safe.
template <crypto::Backend B>
class rotating_ticket_keys {
 public:
  constexpr explicit rotating_ticket_keys(B const& b, ticket_key_rotation times = {}) : b_(b), times_(times) {}

  // Errors: random_failed. No key is then used longer than its period.
  constexpr result<ticket_key> current(unix_time now) {
    const detail::locked guard(lock_);
    settle(now);
    if (!slots_[0] || elapsed(slots_[0]->since, now) >= times_.period) {
      auto fresh = ticket_key::draw(b_);
      if (!fresh) return fresh.error();
      for (std::size_t i = max_rotating_ticket_keys; --i > 0;) slots_[i] = std::move(slots_[i - 1]);
      slots_[0].emplace(slot{*std::move(fresh), now});
    }
    return slots_[0]->key.duplicate();
  }
  constexpr std::optional<ticket_key> find(ticket_key_name const& name, unix_time now) {
    const detail::locked guard(lock_);
    settle(now);
    for (auto const& s : slots_)
      if (s && s->key.name() == name) return s->key.duplicate();
    return std::nullopt;
  }
  // Drops all keys: no ticket given out so far opens any more.
  constexpr void revoke() {
    const detail::locked guard(lock_);
    for (auto& s : slots_) s.reset();
  }

 private:
  struct slot {
    ticket_key key;
    unix_time since;  // when it was first used
  };
  // A key from the future means that the clock was set back: its time starts anew, or a clock that was wrong for a
  // moment would have made a key for a century.
  constexpr void settle(unix_time now) {
    for (auto& s : slots_) {
      if (!s) continue;
      if (now < s->since) s->since = now;
      const std::uint64_t age = elapsed(s->since, now);
      if (age >= times_.period && age - times_.period >= times_.acceptance) s.reset();
    }
  }

  detail::lock lock_;
  B b_;
  ticket_key_rotation times_;
  std::optional<slot> slots_[max_rotating_ticket_keys]{};  // the newest first
};

// What a key that several servers share is good for. It passes through all three: once every server has it as not_yet,
// it becomes current on one after the other, and none meets a ticket that it can't open.
enum class ticket_key_state : std::uint8_t {
  not_yet,  // opens: another server may seal with it already
  current,  // seals and opens
  accepted,  // opens: it was current
};

// Keys that the application gives out to all servers of a name, and retires. Thread-safe.
class shared_ticket_keys {
 public:
  // Among them the next, the current, and one a day of those that still open.
  static constexpr std::size_t max_keys = 16;

  // A key that comes as current makes the one that was current accepted.
  // Errors: config_ticket_key (one of this name is there), no_space (max_keys are there).
  constexpr status add(ticket_key key, ticket_key_state state) {
    const detail::locked guard(lock_);
    if (index_of(key.name()) != max_keys) return errc::config_ticket_key;
    for (auto& s : slots_) {
      if (s) continue;
      if (state == ticket_key_state::current) retire();
      s.emplace(slot{std::move(key), state});
      return done{};
    }
    return errc::no_space;
  }
  // False when there is no key of this name.
  constexpr bool set(ticket_key_name const& name, ticket_key_state state) {
    const detail::locked guard(lock_);
    const std::size_t i = index_of(name);
    if (i == max_keys) return false;
    if (state == ticket_key_state::current) retire();
    slots_[i]->state = state;
    return true;
  }
  // False when there is no key of this name.
  constexpr bool remove(ticket_key_name const& name) {
    const detail::locked guard(lock_);
    const std::size_t i = index_of(name);
    if (i == max_keys) return false;
    slots_[i].reset();
    return true;
  }

  // Errors: config_ticket_key (none is current).
  constexpr result<ticket_key> current(unix_time) {
    const detail::locked guard(lock_);
    for (auto const& s : slots_)
      if (s && s->state == ticket_key_state::current) return s->key.duplicate();
    return errc::config_ticket_key;
  }
  constexpr std::optional<ticket_key> find(ticket_key_name const& name, unix_time) {
    const detail::locked guard(lock_);
    const std::size_t i = index_of(name);
    if (i == max_keys) return std::nullopt;
    return slots_[i]->key.duplicate();
  }

 private:
  struct slot {
    ticket_key key;
    ticket_key_state state;
  };
  // max_keys when there is none.
  constexpr std::size_t index_of(ticket_key_name const& name) const {
    std::size_t i = 0;
    while (i < max_keys && !(slots_[i] && slots_[i]->key.name() == name)) ++i;
    return i;
  }
  constexpr void retire() {
    for (auto& s : slots_)
      if (s && s->state == ticket_key_state::current) s->state = ticket_key_state::accepted;
  }

  detail::lock lock_;
  std::optional<slot> slots_[max_keys]{};
};

}  // namespace cxtls
