// PITFALLS F7: handshakes by pre-shared keys, and of TLS 1.2, in which one allocation fails, for each of them.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "allocation/own_heap.hpp"
#include "cxtls/client.hpp"
#include "support/duet.hpp"
#include "support/scripted_server12.hpp"
#include "support/tested_stack.hpp"

namespace {
using cxtls::test::own_heap;
// Only while one of these lives does memory run short.
struct short_of_memory {
  explicit short_of_memory(std::size_t& left) : left_(left) { own_heap.until_failure = left; }
  short_of_memory(short_of_memory const&) = delete;
  ~short_of_memory() {
    left_ = own_heap.until_failure;
    own_heap.until_failure = cxtls::test::heap::never;
  }
  std::size_t& left_;
};
}  // namespace

using namespace cxtls;
using namespace cxtls::test;

namespace {

// What came of a connection in whose client the allocation of this number failed.
struct outcome {
  bool failed = false;
  bool connected = false;
  bool resumed = false;
  errc why{};
  bool server_finished = false;
};

template <class Server, class MakeClient>
outcome run_short(std::size_t k, auto plan, MakeClient const& make) {
  own_heap.failed = false;
  faults f;
  client_config config = trusting_config();
  config.reverify_on_resume = config.grease = true;
  const auto context = client_context<tls>::create(std::move(config), faulty_backend(f));
  REQUIRE(context);
  Server server(std::move(plan));
  std::size_t left = k;
  std::optional<client<tls>> c;
  {
    const short_of_memory now(left);
    make(c, *context);
    (void)c->start(noon);
  }
  for (int round = 0; round < 6; ++round) {
    const octets out(c->outgoing().begin(), c->outgoing().end());
    c->sent(out.size());
    if (c->now() != condition::failed) server.take(out);
    if constexpr (requires { server.put_ticket(); })
      if (round == 4 && c->now() == condition::connected) server.put_ticket();
    const octets in = server.outgoing;
    server.outgoing.clear();
    const short_of_memory now(left);
    bool again = c->receive(in, noon).again;
    while (again) again = c->proceed(noon).again;
  }
  return {.failed = own_heap.failed,
          .connected = c->now() == condition::connected,
          .resumed = c->info().resumed,
          .why = c->failure().code,
          .server_finished = server.seen.finished};
}

enum class expected : std::uint8_t { resumed, resumed_if_possible, full };
template <class Server = scripted_server, class MakeClient, class MakePlan>
void survives_each_failure(MakePlan const& plan, MakeClient const& make, expected kind) {
  std::size_t failures = 0;
  for (std::size_t k = 0;; ++k) {
    CAPTURE(k);
    const outcome o = run_short<Server>(k, plan(), make);
    if (!o.failed) {
      CHECK(o.connected);
      CHECK(o.resumed == (kind != expected::full));
      CHECK(o.server_finished);
      break;
    }
    if (o.connected) {
      // Without memory for the ticket there is a full handshake; never one without the external key.
      CHECK((o.resumed || kind != expected::resumed));
      CHECK(o.server_finished);
      continue;
    }
    ++failures;
    CHECK(o.why == errc::out_of_memory);
  }
  CHECK(failures >= 5);
}

}  // namespace

TEST_CASE("F7: no memory at any one point of a resumption: an error that says so, or a full handshake") {
  const bool retry = GENERATE(false, true);
  std::optional<session_pair> session;
  survives_each_failure(
      [&] {
        client_config config = trusting_config();
        config.reverify_on_resume = config.grease = true;
        session.emplace(first_connection({}, std::move(config)));
        server_plan plan{.psk = session->server_side};
        if (retry) plan.retry_group = NamedGroup::secp256r1;
        return plan;
      },
      [&](std::optional<client<tls>>& c, client_context<tls> const& context) {
        c.emplace(context, dns_name{"server.example"}, std::move(session->client_side), recording{});
      },
      expected::resumed_if_possible);
}

TEST_CASE("F7: no memory at any one point of a handshake by an external key: never a connection without it") {
  survives_each_failure([] { return server_plan{.psk = known_psk{text("name"), octets(32, 7), true}}; },
                        [](std::optional<client<tls>>& c, client_context<tls> const& context) {
                          c.emplace(context, std::move(*external_psk::create(text("name"), octets(32, 7))),
                                    recording{});
                        },
                        expected::resumed);
}

TEST_CASE("F7: no memory at any one point of a client's handshake of TLS 1.2 is an error that says so") {
  survives_each_failure<scripted_server12>(
      [] { return server12_plan{.request_certificate = true, .ticket = text("a ticket")}; },
      [](std::optional<client<tls>>& c, client_context<tls> const& context) {
        c.emplace(context, dns_name{"server.example"}, recording{});
      },
      expected::full);
}
