#include "cxtls/session/lifetime.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "sample.hpp"
#include "wire/verbs.hpp"

using namespace cxtls;
using sample::century;
using sample::noon;

namespace {
constexpr unix_time first{std::numeric_limits<std::int64_t>::min()};
constexpr unix_time last{std::numeric_limits<std::int64_t>::max()};

constexpr session until(std::int64_t certificate_end) {
  session s = sample::lasting(sample::day);
  s.authenticated_until = noon + certificate_end;
  return s;
}
}  // namespace

TEST_CASE("F10: the time from one moment to another is defined for any two") {
  BOTH(elapsed(noon, noon + 5) == 5);
  BOTH(elapsed(noon + 5, noon) == 0);
  BOTH(elapsed(noon, noon) == 0);
  BOTH(elapsed(first, last) == std::numeric_limits<std::uint64_t>::max());
  BOTH(elapsed(last, first) == 0);
}

TEST_CASE("F10: a session is resumed from when it was made until it expires") {
  BOTH(may_resume(sample::lasting(100), noon));
  BOTH(may_resume(sample::lasting(100), noon + 99));
  BOTH(!may_resume(sample::lasting(100), noon + 100));
  BOTH(!may_resume(sample::lasting(0), noon));
  BOTH(!may_resume(sample::lasting(-5), noon));
}

TEST_CASE("F10: servers' clocks may differ by max_clock_skew, and not by more") {
  BOTH(may_resume(sample::lasting(100), noon + -60));
  BOTH(!may_resume(sample::lasting(100), noon + -61));
}

TEST_CASE("F10: a clock that jumps a century, backwards or to the ends of time ends sessions and nothing else") {
  BOTH(!may_resume(sample::lasting(100), noon + century));
  BOTH(!may_resume(sample::lasting(100), noon + -century));
  BOTH(!may_resume(sample::lasting(100), first));
  BOTH(!may_resume(sample::lasting(100), last));
  BOTH(!may_resume(sample::lasting(100), unix_time{0}));
}

TEST_CASE("no session is resumed after seven days, whatever it says of itself") {
  BOTH(may_resume(sample::lasting(century), noon + 604799));
  BOTH(!may_resume(sample::lasting(century), noon + 604800));
}

TEST_CASE("P7: a session doesn't outlive the client's certificate, which is good until its last second") {
  BOTH(may_resume(until(10), noon + 10));
  BOTH(!may_resume(until(10), noon + 11));
  BOTH(may_resume(sample::lasting(100), noon + 11));
}
