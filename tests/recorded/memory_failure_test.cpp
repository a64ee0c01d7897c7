// PITFALLS F7: a conversation in which one allocation fails, for each of them.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>

#include "session.hpp"
#include "skip.hpp"

namespace {
constexpr std::size_t never = ~std::size_t{0};
// Counted down by what cxtls::buffer asks for: memory that may be refused.
std::size_t until_failure = never;
bool failed = false;
}  // namespace

void* operator new(std::size_t n, std::nothrow_t const&) noexcept {
  if (until_failure == 0) {
    until_failure = never;
    failed = true;
    return nullptr;
  }
  if (until_failure != never) --until_failure;
  return std::malloc(n);
}
void* operator new(std::size_t n) {
  if (void* const p = std::malloc(n)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { operator delete(p); }

namespace cxtls::test {
namespace {

void survives_each_failure(session const& s) {
  std::size_t failures = 0;
  for (std::size_t k = 0;; ++k) {
    INFO("allocation " << k);
    failed = false;
    until_failure = k;
    const outcome o = s.replay(s.recorded().all());
    until_failure = never;
    if (!failed) {
      CHECK(is_complete(o));
      break;
    }
    // Less room to read into is no failure; everything else says what it is.
    if (is_complete(o)) continue;
    ++failures;
    CHECK(o.failure.code == errc::out_of_memory);
    CHECK(o.now == condition::failed);
    CHECK(o.alert_sent.value_or(AlertDescription::internal_error) == AlertDescription::internal_error);
    CHECK(o.silent_after_failure);
    CHECK(answers.starts_with(as_text(o.data)));
  }
  // The hello, the inbox, each flight.
  CHECK(failures >= 5);
}

TEST_CASE("F7: no memory at any one point of a connection is an error that says so, and nothing else") {
  skip_without_openssl();
  survives_each_failure(session({.key = p256,
                                 .server_options = {"-num_tickets", "1", "-groups", "X25519"},
                                 .suites = all_suites,
                                 .groups = group_list(NamedGroup::secp256r1, NamedGroup::x25519),
                                 .client_certificate = true}));
}

}  // namespace
}  // namespace cxtls::test
