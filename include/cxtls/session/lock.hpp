// Mutual exclusion of the few steps that shared keys, stores and caches need. (<mutex> would let threads into the core.)
#pragma once
#include <atomic>
#include <type_traits>

namespace cxtls::detail {

// Held for a bounded time, never while the application's code runs; who waits for it sleeps in the kernel.
class lock {
 public:
  // Constant evaluation has one thread.
  constexpr void acquire() {
    if (std::is_constant_evaluated()) return;
    while (held_.test_and_set(std::memory_order_acquire)) held_.wait(true, std::memory_order_relaxed);
  }
  constexpr void release() {
    if (std::is_constant_evaluated()) return;
    held_.clear(std::memory_order_release);
    held_.notify_one();
  }

 private:
  std::atomic_flag held_{};
};

// Holds the lock for its own lifetime.
class [[nodiscard]] locked {
 public:
  constexpr explicit locked(lock& l) : lock_(l) { lock_.acquire(); }
  locked(locked const&) = delete;
  locked& operator=(locked const&) = delete;
  constexpr ~locked() { lock_.release(); }

 private:
  lock& lock_;
};

}  // namespace cxtls::detail
