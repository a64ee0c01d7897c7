// A server's handshake in which one allocation fails, for each of them. PITFALLS F7.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>

#include "support/scripted_client12.hpp"
#include "support/session_box.hpp"

namespace {
constexpr std::size_t never = ~std::size_t{0};
// Counted down by what cxtls asks for: memory that may be refused.
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
void* operator new[](std::size_t n, std::nothrow_t const& t) noexcept { return operator new(n, t); }
void* operator new(std::size_t n) {
  if (void* const p = std::malloc(n)) return p;
  throw std::bad_alloc();
}
void* operator new[](std::size_t n) { return operator new(n); }
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { operator delete(p); }
[[gnu::noinline]] void operator delete[](void* p) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { operator delete[](p); }

namespace cxtls::test {
namespace {

enum class kind : std::uint8_t { full, retried, resumed, authenticated };

// The client's memory never fails: only the server's steps count.
struct one_connection {
  explicit one_connection(kind what)
      : end([&] {
          server_config config = what == kind::authenticated ? asking_config() : showing_config();
          config.sessions = &box.stateful;
          config.cookies = &box.cookies;
          return config;
        }()) {
    if (what == kind::retried) plan.shares.clear();
    if (what == kind::authenticated) plan.credential = chains::p256;
    if (what == kind::resumed) plan.psks = {ticket_from(end)};
  }
  // Fails at the k-th allocation of the server's; says whether it came to that.
  bool run(std::size_t k) {
    d.emplace(end, plan);
    d->client.start();
    failed = false;
    std::size_t left = k;
    for (int round = 0; round < 6; ++round) {
      until_failure = left;
      d->to_server();
      left = until_failure;
      until_failure = never;
      d->to_client();
    }
    return failed;
  }
  session_box box{};
  server_end end;
  client_plan plan{};
  std::optional<server_duet> d{};
};

// The same in TLS 1.2.
struct one_older_connection {
  explicit one_older_connection(kind what)
      : end(resumable(box.stateful, what == kind::authenticated ? asking_config() : showing_config())) {
    if (what == kind::authenticated) plan.credential = usual_chain();
    if (what == kind::resumed) {
      server_duet12 first(end);
      REQUIRE(first.run().connected());
      plan.resume = first.client.session();
    }
  }
  bool run(std::size_t k) {
    d.emplace(end, plan);
    d->client.start();
    failed = false;
    std::size_t left = k;
    for (int round = 0; round < 6; ++round) {
      const octets in = std::exchange(d->client.outgoing, {});
      until_failure = left;
      for (std::size_t taken = 0;;) {
        const step s = d->server_side().receive(bytes(in).subspan(taken), noon);
        taken += s.consumed;
        if (!s.can_take_more || (taken == in.size() && !s.again)) break;
      }
      left = until_failure;
      until_failure = never;
      const octets out(d->server_side().outgoing().begin(), d->server_side().outgoing().end());
      d->server_side().sent(out.size());
      d->client.take(out);
    }
    return failed;
  }
  session_box box{};
  server_end end;
  client12_plan plan{};
  std::optional<server_duet12> d{};
};

}  // namespace

TEST_CASE("F7: no memory at any one point of a server's handshake of TLS 1.2") {
  for (kind what : {kind::full, kind::resumed, kind::authenticated}) {
    std::size_t failures = 0;
    for (std::size_t k = 0;; ++k) {
      CAPTURE(static_cast<int>(what), k);
      one_older_connection c(what);
      if (!c.run(k)) {
        CHECK(c.d->connected());
        CHECK(c.d->client.seen.resumed == (what == kind::resumed));
        break;
      }
      any_server& server = c.d->server_side();
      if (c.d->connected()) {
        // What can be done without: a ticket, a session, room to read into.
        CHECK(c.d->client.seen.finished);
        continue;
      }
      ++failures;
      CHECK(server.failure().code == errc::out_of_memory);
      CHECK(server.now() == condition::failed);
      CHECK(server.alert_sent().value_or(AlertDescription::internal_error) == AlertDescription::internal_error);
      CHECK(c.d->client.seen.after_end == 0);
    }
    CHECK(failures >= 5);
  }
}

TEST_CASE("F7: no memory at any one point of a server's handshake is an error that says so, and nothing else") {
  for (kind what : {kind::full, kind::retried, kind::resumed, kind::authenticated}) {
    std::size_t failures = 0, harmless = 0;
    for (std::size_t k = 0;; ++k) {
      CAPTURE(static_cast<int>(what), k);
      one_connection c(what);
      if (!c.run(k)) {
        CHECK(c.d->connected());
        break;
      }
      server_duet& d = *c.d;
      if (d.connected()) {
        // What can be done without: a ticket, a session, room to read into.
        ++harmless;
        CHECK(d.client.seen.finished);
        continue;
      }
      ++failures;
      CHECK(d.server_side().failure().code == errc::out_of_memory);
      CHECK(d.server_side().now() == condition::failed);
      CHECK(d.server_side().alert_sent().value_or(AlertDescription::internal_error) ==
            AlertDescription::internal_error);
      CHECK(d.client.seen.after_end == 0);
      CHECK(d.client.seen.tickets.empty());
      CHECK(d.events.empty());
    }
    CHECK(failures >= 8);
    CHECK(failures + harmless >= 12);
  }
}

}  // namespace cxtls::test
