// A server's backend fails at any call: never a connection, always an error with a name. PITFALLS F8 and F9.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/scripted_client12.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

enum class kind : std::uint8_t { full, retried, resumed };

struct attempt {
  kind what = kind::full;
  std::optional<call> only{};
  std::size_t fail_at = 0;
};

// Tickets and cookies have a backend of their own: what fails here is the server's.
struct failing {
  explicit failing(attempt a) : end(resumable(box.stateless, asking_config(client_authentication::optional))) {
    client_plan plan{.credential = usual_chain()};
    if (a.what == kind::retried) plan.shares.clear();
    if (a.what == kind::resumed) plan.psks = {ticket_from(end)};
    d.emplace(end, std::move(plan));
    end.backend_faults.only = a.only;
    end.backend_faults.fail_at = a.fail_at;
    end.backend_faults.calls = 0;
    d->run();
  }
  session_box box{};
  server_end end;
  std::optional<server_duet> d{};
};

std::size_t calls_of_a_handshake(kind what, std::optional<call> only) {
  failing f({what, only});
  REQUIRE(f.d->connected());
  return f.end.backend_faults.calls;
}

// What each kind of call may end in.
bool is_typed(call what, errc code) {
  switch (what) {
    case call::random:
      // A backend that can't make its own share, and a client's that is none, look the same.
      return code == errc::random_failed || code == errc::key_share_invalid;
    case call::hash:
    case call::hmac:
    case call::aead_init:
    case call::seal:
      return code == errc::backend_failed;
    case call::open:
      return code == errc::bad_record_mac;  // a backend that can't and a record that isn't look the same
    case call::generate:
    case call::decapsulate:
      return code == errc::key_share_invalid;
    case call::verify:
      return code == errc::signature_invalid || code == errc::certificate_signature_invalid;
    case call::sign:
      return code == errc::signing_failed;
  }
  return false;
}

}  // namespace

TEST_CASE("F8: a server's backend fails at the k-th call, for all k: never connected, typed, one alert at most") {
  for (kind which : {kind::full, kind::retried, kind::resumed})
    for (call what : {call::random, call::hash, call::hmac, call::aead_init, call::seal, call::open, call::generate,
                      call::decapsulate, call::verify, call::sign}) {
      const std::size_t calls = calls_of_a_handshake(which, what);
      for (std::size_t k = 1; k <= calls; ++k) {
        CAPTURE(static_cast<int>(which), static_cast<int>(what), k, calls);
        failing f({which, what, k});
        server_duet& d = *f.d;
        CHECK_FALSE(d.connected());
        CHECK(d.server_side().now() == condition::failed);
        CHECK(is_typed(what, d.server_side().failure().code));
        CHECK(d.events.empty());
        CHECK(d.client.seen.alerts.size() <= 1);
        CHECK(d.client.seen.after_end == 0);
        CHECK(d.client.seen.tickets.empty());
        // A seal that failed has used up its nonce: the alert after it can't be opened.
        CHECK((!d.client.seen.broken || what == call::seal || what == call::aead_init));
        CHECK(d.server_side().outgoing().empty());
        CHECK(d.server_side().send(octets{1}).error() == d.server_side().failure());
      }
    }
}

namespace {

// A handshake of TLS 1.2, with a client's certificate, or by the ticket of an earlier one.
struct older {
  explicit older(attempt a) : end(resumable(box.stateless, asking_config(client_authentication::optional))) {
    client12_plan plan{.credential = usual_chain()};
    if (a.what == kind::resumed) {
      server_duet12 first(end, {.credential = usual_chain()});
      REQUIRE(first.run().connected());
      plan.resume = first.client.session();
    }
    d.emplace(end, std::move(plan));
    end.backend_faults.only = a.only;
    end.backend_faults.fail_at = a.fail_at;
    end.backend_faults.calls = 0;
    try {
      d->run();
    } catch (std::runtime_error const&) {
      broken = true;  // what the server sent can't be opened
    }
  }
  session_box box{};
  server_end end;
  std::optional<server_duet12> d{};
  bool broken = false;
};

}  // namespace

TEST_CASE("F8: a server's backend fails at the k-th call of a handshake of TLS 1.2, full or resumed") {
  for (kind which : {kind::full, kind::resumed})
    for (call what : {call::random, call::hash, call::hmac, call::aead_init, call::seal, call::open, call::generate,
                      call::decapsulate, call::verify, call::sign}) {
      older good({which, what});
      REQUIRE(good.d->connected());
      REQUIRE(good.d->client.seen.resumed == (which == kind::resumed));
      const std::size_t calls = good.end.backend_faults.calls;
      for (std::size_t k = 1; k <= calls; ++k) {
        CAPTURE(static_cast<int>(which), static_cast<int>(what), k, calls);
        older o({which, what, k});
        server_duet12& d = *o.d;
        CHECK_FALSE(d.connected());
        CHECK_FALSE(d.was_connected);
        CHECK(d.server_side().now() == condition::failed);
        // The server's share comes first: nobody's but the backend's fault.
        const errc code = d.server_side().failure().code;
        CHECK((what == call::generate ? code == errc::random_failed : is_typed(what, code)));
        CHECK(d.client.seen.alerts.size() <= 1);
        CHECK(d.client.seen.after_end == 0);
        CHECK((which == kind::resumed || !d.client.seen.finished));
        // A seal that failed has used up its nonce: the alert after it can't be opened.
        CHECK(o.broken == (what == call::seal));
        CHECK(d.server_side().send(octets{1}).error() == d.server_side().failure());
      }
    }
}

TEST_CASE("F9: no randomness: no ServerHello leaves") {
  const std::size_t draws = calls_of_a_handshake(kind::full, call::random);
  for (std::size_t k = 1; k <= draws; ++k) {
    failing f({kind::full, call::random, k});
    CAPTURE(k);
    CHECK_FALSE(f.d->connected());
    if (k <= 3) CHECK(f.d->client.seen.messages.empty());
  }
}

TEST_CASE("F8: a server's backend fails once connected: sealing, opening, a key update, a ticket") {
  for (call what : {call::seal, call::open, call::hmac, call::aead_init, call::random}) {
    session_box box;
    server_end end(resumable(box.stateless));
    server_duet d(end);
    d.run();
    REQUIRE(d.connected());
    end.backend_faults.only = what;
    end.backend_faults.calls = 0;
    end.backend_faults.fail_at = 1;
    CAPTURE(static_cast<int>(what));
    if (what == call::seal) {
      CHECK(d.server_side().send(octets(100, 1)).error().code == errc::backend_failed);
    } else if (what == call::open) {
      d.client.put_data("x");
    } else if (what == call::random) {
      CHECK(d.server_side().send_ticket().error().code == errc::random_failed);
    } else {
      CHECK(d.server_side().update_keys().error().code == errc::backend_failed);
    }
    d.run();
    CHECK(d.server_side().now() == condition::failed);
    CHECK(d.client.seen.data.empty());
    CHECK(d.client.seen.alerts.size() <= 1);
    CHECK(d.client.seen.after_end == 0);
    CHECK(d.plaintext.empty());
  }
}
