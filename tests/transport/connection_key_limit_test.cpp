// A key is updated before it is worn out. The real limits take 2^23.5 records; this backend's keys last 64.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/client.hpp"
#include "support/scripted_server.hpp"
#include "support/test_client.hpp"

namespace {
struct short_lived : cxtls::test::linked_backend {};
struct worn : cxtls::stack<short_lived> {};
constexpr std::uint64_t limit = 64;
}  // namespace

// What follows from the backend's lists, but for the limit.
template <>
inline constexpr auto cxtls::crypto::suites<short_lived> = [] {
  auto rows = cxtls::crypto::suites<cxtls::test::linked_backend>;
  for (auto& row : rows) row.record_limit = limit;
  return rows;
}();

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct pair {
  pair() : context(*client_context<worn>::create(trusting_config())), tls(context, dns_name{"server.example"}) {
    (void)tls.start(noon);
    run();
  }
  void run() {
    for (int i = 0; i < 10; ++i) {
      const octets out(tls.outgoing().begin(), tls.outgoing().end());
      tls.sent(out.size());
      server.take(out);
      while (!server.outgoing.empty()) {
        step s = tls.receive(server.outgoing, noon);
        if (s.consumed == 0 && !s.again) break;
        received.insert(received.end(), s.plaintext.begin(), s.plaintext.end());
        server.outgoing.erase(server.outgoing.begin(),
                              server.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
        while (s.again) {
          s = tls.proceed(noon);
          received.insert(received.end(), s.plaintext.begin(), s.plaintext.end());
        }
      }
    }
  }
  client_context<worn> context;
  client<worn> tls;
  scripted_server server;
  octets received;
};

}  // namespace

TEST_CASE("C23: our key is updated at half of its limit, again and again, and nothing is lost") {
  pair p;
  REQUIRE(p.tls.now() == condition::connected);
  octets all;
  for (int i = 0; i < 1000; ++i) {
    const octets one = number(4, static_cast<std::uint64_t>(i));
    REQUIRE(p.tls.send(one));
    all = joined({all, one});
    if (i % 7 == 0) p.run();
  }
  p.run();
  CHECK(p.server.seen.data == all);
  CHECK_FALSE(p.server.seen.broken);
  // A key's last record is its KeyUpdate: 32 of data, and that one.
  CHECK(p.server.seen.key_updates == (1000 - 1) / (limit / 2));
}

TEST_CASE("C23: the update comes in time even if nobody reads what is outgoing meanwhile") {
  pair p;
  octets all;
  for (int i = 0; i < 500; ++i) {
    const octets one = number(4, static_cast<std::uint64_t>(i));
    REQUIRE(p.tls.send(one));
    all = joined({all, one});
  }
  p.run();
  CHECK(p.server.seen.data == all);
  CHECK(p.server.seen.key_updates == (500 - 1) / (limit / 2));
}

TEST_CASE("C23: the peer's records are its own to count: ours is a limit for sealing") {
  pair p;
  octets all;
  for (std::uint64_t i = 0; i < 3 * limit; ++i) {
    p.server.put(ContentType::application_data, number(4, i));
    all = joined({all, number(4, i)});
  }
  p.run();
  CHECK(p.received == all);
  CHECK(p.tls.now() == condition::connected);
}
