#include "cxtls/x509/budget.hpp"

#include <catch2/catch_test_macros.hpp>

#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
constexpr std::uint32_t spent_before_the_end(std::uint32_t x509::budget::* what) {
  x509::budget b;
  std::uint32_t n = 0;
  while (b.spend(what)) ++n;
  return b.exhausted && !b.spend(what) ? n : 0;
}
}  // namespace

TEST_CASE("a budget is what its constant says, and then it stays spent") {
  BOTH(spent_before_the_end(&x509::budget::signature_checks) == 100);
  BOTH(spent_before_the_end(&x509::budget::build_steps) == 10'000);
  CHECK(spent_before_the_end(&x509::budget::name_comparisons) == 250'000);
}

TEST_CASE("one budget's end is the end of all") {
  x509::budget b{.signature_checks = 0};
  CHECK(b.spend(&x509::budget::build_steps));
  CHECK(!b.spend(&x509::budget::signature_checks));
  CHECK(!b.spend(&x509::budget::build_steps));
}
