#include "cxtls/session/single_use_store.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

namespace cxtls {
namespace {

constexpr single_use_name name(std::uint8_t n) { return {n}; }
constexpr unix_time begin{1000};

constexpr bool admits_once() {
  memory_single_use_store store(begin);
  const unix_time now = begin + early_data_window;
  return store.admit(name(1), now, now + 120) == admission::fresh &&
         store.admit(name(1), now, now + 120) == admission::seen &&
         store.admit(name(2), now, now + 120) == admission::fresh;
}
static_assert(admits_once());

TEST_CASE("a name is fresh once") { CHECK(admits_once()); }

TEST_CASE("a store that has just started knows nothing, and what came meanwhile isn't fresh afterwards") {
  memory_single_use_store store(begin);
  const unix_time last = begin + early_data_window + (-1);
  CHECK(store.admit(name(1), last, last + 120) == admission::unknown);
  CHECK(store.admit(name(1), last + 1, last + 121) == admission::seen);
  CHECK(store.admit(name(2), last + 1, last + 121) == admission::fresh);
}

TEST_CASE("F10: a clock that jumps ahead and is set back admits no name twice") {
  memory_single_use_store store(begin, 0);
  CHECK(store.admit(name(1), begin, begin + 10) == admission::fresh);
  const unix_time wild = begin + 1'000'000;
  CHECK(store.admit(name(2), wild, wild + 10) == admission::fresh);
  CHECK(store.admit(name(1), begin + 1, begin + 11) == admission::unknown);
  CHECK(store.admit(name(1), begin + 1, begin + 11) == admission::seen);
  CHECK(store.admit(name(3), wild, wild + 10) == admission::fresh);
}

TEST_CASE("a store that is full admits nobody, and drops no name before its time") {
  memory_single_use_store store(begin, 0, 2);
  CHECK(store.admit(name(1), begin, begin + 10) == admission::fresh);
  CHECK(store.admit(name(2), begin, begin + 20) == admission::fresh);
  CHECK(store.admit(name(3), begin + 9, begin + 30) == admission::unknown);
  CHECK(store.admit(name(1), begin + 9, begin + 30) == admission::seen);
  CHECK(store.admit(name(3), begin + 10, begin + 30) == admission::fresh);
  CHECK(store.size() == 2);
}

TEST_CASE("of many threads with one name one is told that it is fresh") {
  memory_single_use_store store(begin, 0);
  std::atomic<int> fresh = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (std::uint8_t n = 0; n < 100; ++n)
        if (store.admit(name(n), begin, begin + 10) == admission::fresh) ++fresh;
    });
  for (std::thread& t : threads) t.join();
  CHECK(fresh == 100);
}

}  // namespace
}  // namespace cxtls
