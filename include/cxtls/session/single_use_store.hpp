// Who has sent this ClientHello before? What stands between early data and its replay (RFC 8446, 8.2).
#pragma once
#include <limits>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/clock.hpp"
#include "cxtls/session/aged_table.hpp"
#include "cxtls/session/lifetime.hpp"
#include "cxtls/session/lock.hpp"

namespace cxtls {

using single_use_name = std::array<std::uint8_t, 32>;

// Only `fresh` admits. A store that has just started, that is full, or that can't be reached doesn't know, and says so.
enum class admission : std::uint8_t { unknown, seen, fresh };

// One for all servers that take each other's tickets; else a replay is admitted once by each. Called by several threads at
// once.
class single_use_store {
 public:
  // Of all callers with one name, one at most is told `fresh` before `until`. What isn't remembered isn't fresh.
  virtual constexpr admission admit(single_use_name const& name, unix_time now, unix_time until) = 0;

 protected:
  constexpr ~single_use_store() = default;
};

// As many first flights within one window as a busy server resumes: some 170 a second. About 100 octets each.
inline constexpr std::size_t max_single_use_names = 20'480;

// In this process's memory, for a server that stands alone. Thread-safe.
class memory_single_use_store final : public single_use_store {
 public:
  // Before `started` + `window` seconds it can't know what it was told in an earlier life. 0, if no ticket is older than
  // the store, because its process draws the ticket keys itself.
  constexpr memory_single_use_store(unix_time started, std::int64_t window = early_data_window,
                                    std::size_t most = max_single_use_names)
      : knows_from_(started + window), most_(most) {}

  constexpr admission admit(single_use_name const& name, unix_time now, unix_time until) override {
    const detail::locked guard(lock_);
    while (table_.oldest() != nullptr && table_.oldest()->value.until <= now) {
      table_.erase(*table_.oldest());
      if (forgot_at_ < now) forgot_at_ = now;
    }
    const std::uint64_t hash = detail::hash_key(name);
    if (table_.find(hash, [&](entry const& e) { return e.name == name; }) != nullptr) return admission::seen;
    // None is dropped before its time: that would admit it again.
    if (table_.size() >= most_ || !table_.insert(hash, {name, until})) return admission::unknown;
    // A clock that was set back: what was forgotten by then may be good again.
    return now < knows_from_ || now < forgot_at_ ? admission::unknown : admission::fresh;
  }
  constexpr std::size_t size() {
    const detail::locked guard(lock_);
    return table_.size();
  }

 private:
  struct entry {
    single_use_name name;
    unix_time until;
  };
  detail::lock lock_;
  detail::aged_table<entry> table_;
  unix_time knows_from_;
  unix_time forgot_at_{std::numeric_limits<std::int64_t>::min()};
  std::size_t most_;
};

}  // namespace cxtls
