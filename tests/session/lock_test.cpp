#include "cxtls/session/lock.hpp"

#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
constexpr int counted_in_constant_evaluation() {
  detail::lock l;
  int n = 0;
  for (int i = 0; i < 3; ++i) {
    const detail::locked guard(l);
    ++n;
  }
  return n;
}
}  // namespace

TEST_CASE("a lock is held by one thread at a time, and none waits for ever") {
  detail::lock l;
  std::size_t counted = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) {
        const detail::locked guard(l);
        ++counted;
      }
    });
  for (std::thread& t : threads) t.join();
  CHECK(counted == 160'000);
}

TEST_CASE("a lock costs nothing in constant evaluation, which has one thread") {
  BOTH(counted_in_constant_evaluation() == 3);
}
