// The backend fails at any call: never a connection, always an error with a name. PITFALLS F8 and F9.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/duet.hpp"
#include "support/scripted_server12.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct attempt {
  std::optional<call> only{};
  std::size_t fail_at = 0;
  bool retry = false;
};

client_config config_for(attempt a, client_config config) {
  return a.retry ? without_shares(std::move(config)) : std::move(config);
}

struct failing : duet {
  explicit failing(attempt a)
      : duet({.credential = usual_chain(),
              .request_certificate = true,
              .retry_group = a.retry ? std::optional(usual_retry) : std::nullopt},
             config_for(a, config_with_credential(usual_chain()))) {
    end.backend_faults.only = a.only;
    end.backend_faults.fail_at = a.fail_at;
    end.backend_faults.calls = 0;
    run();
  }
};

std::size_t calls_of_a_handshake(std::optional<call> only, bool retry) {
  failing d({.only = only, .retry = retry});
  REQUIRE(d.connected());
  return d.end.backend_faults.calls;
}

// What each kind of call may end in.
bool is_typed(call what, errc code) {
  switch (what) {
    case call::random:
    case call::generate:
      return code == errc::random_failed;
    case call::hash:
    case call::hmac:
    case call::aead_init:
    case call::seal:
      return code == errc::backend_failed;
    case call::open:
      return code == errc::bad_record_mac;  // a backend that can't and a record that isn't look the same
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

TEST_CASE("F8: the backend fails at the k-th call, for all k: never connected, typed, one alert at most") {
  for (bool retry : {false, true})
    for (call what : {call::random, call::hash, call::hmac, call::aead_init, call::seal, call::open, call::generate,
                      call::decapsulate, call::verify, call::sign}) {
      const std::size_t calls = calls_of_a_handshake(what, retry);
      CHECK(calls > 0);
      for (std::size_t k = 1; k <= calls; ++k) {
        CAPTURE(retry, static_cast<int>(what), k, calls);
        failing d({what, k, retry});
        CHECK_FALSE(d.connected());
        CHECK(d.client_side().now() == condition::failed);
        CHECK(is_typed(what, d.client_side().failure().code));
        CHECK(d.events.empty());
        CHECK(d.server.seen.alerts.size() <= 1);
        CHECK(d.server.seen.after_end == 0);
        // A seal that failed has used up its nonce: the alert after it can't be opened.
        CHECK(d.server.seen.broken.has_value() == (what == call::seal));
        CHECK(d.client_side().outgoing().empty());
        CHECK(d.client_side().send(octets{1}).error() == d.client_side().failure());
      }
    }
}

namespace {

// By a ticket, whose certificates are verified again, or by an external key; after a HelloRetryRequest, so that binders
// are made twice.
struct failing_by_psk : duet {
  explicit failing_by_psk(attempt a)
      : duet(plan_of(a.retry), config_for(a, trusting_config()),
             std::move(*external_psk::create(text("name"), octets(32, 7), crypto::hash_algorithm::sha256))) {
    arm(*this, a);
  }
  static server_plan plan_of(bool retry) {
    server_plan plan{.psk = known_psk{text("name"), octets(32, 7), true}};
    if (retry) plan.retry_group = usual_retry;
    return plan;
  }
  static void arm(duet& d, attempt a) {
    d.end.backend_faults.only = a.only;
    d.end.backend_faults.fail_at = a.fail_at;
    d.end.backend_faults.calls = 0;
    d.run();
  }
};
struct failing_resumption : resumed {
  explicit failing_resumption(attempt a)
      : resumed(first_connection({}, config()), {.retry_group = a.retry ? std::optional(usual_retry) : std::nullopt},
                config_for(a, config())) {
    failing_by_psk::arm(*this, a);
  }
  static client_config config() {
    client_config c = trusting_config();
    c.reverify_on_resume = c.grease = true;
    return c;
  }
};

template <class Failing>
void fails_at_each_call(std::initializer_list<call> calls) {
  for (bool retry : {false, true})
    for (call what : calls) {
      Failing good({.only = what, .retry = retry});
      REQUIRE(good.connected());
      REQUIRE(good.client_side().info().resumed);
      const std::size_t count = good.end.backend_faults.calls;
      CHECK(count > 0);
      for (std::size_t k = 1; k <= count; ++k) {
        CAPTURE(retry, static_cast<int>(what), k, count);
        Failing d({what, k, retry});
        CHECK_FALSE(d.connected());
        CHECK(d.client_side().now() == condition::failed);
        CHECK(is_typed(what, d.client_side().failure().code));
        CHECK(d.events.empty());
        CHECK(d.server.seen.alerts.size() <= 1);
      }
    }
}

}  // namespace

TEST_CASE("F8: the backend fails at the k-th call of a resumption, and of a handshake by an external key") {
  fails_at_each_call<failing_resumption>(
      {call::random, call::hash, call::hmac, call::generate, call::decapsulate, call::verify});
  fails_at_each_call<failing_by_psk>({call::random, call::hash, call::hmac, call::generate, call::decapsulate});
}

namespace {

// A handshake of TLS 1.2, with all that a server can ask for, or by the ticket of an earlier one.
struct older {
  explicit older(attempt a, bool by_ticket) {
    if (by_ticket) {
      duet12 first({.ticket = text("a ticket")});
      REQUIRE(first.run().connected());
      REQUIRE(first.tickets.size() == 1);
      client_config config = trusting_config();
      config.reverify_on_resume = true;
      d.emplace(server12_plan{.ticket = text("another"), .resume = first.server.seen.master}, std::move(config),
                std::move(first.tickets[0]));
    } else {
      d.emplace(server12_plan{.request_certificate = true, .ticket = text("a ticket")},
                config_with_credential(usual_chain()));
    }
    faults& f = d->end.backend_faults;
    f.only = a.only;
    f.fail_at = a.fail_at;
    f.calls = 0;
    try {
      d->run();
    } catch (std::runtime_error const&) {
      broken = true;  // what the client sent can't be opened
    }
  }
  std::optional<duet12> d{};
  bool broken = false;
};

}  // namespace

TEST_CASE("F8: the backend fails at the k-th call of a handshake of TLS 1.2, full or resumed") {
  for (bool by_ticket : {false, true})
    for (call what : {call::random, call::hash, call::hmac, call::aead_init, call::seal, call::open, call::generate,
                      call::decapsulate, call::verify, call::sign}) {
      older good({.only = what}, by_ticket);
      REQUIRE(good.d->connected());
      REQUIRE(good.d->client_side().info().version == ProtocolVersion::tls12);
      REQUIRE(good.d->client_side().info().resumed == by_ticket);
      const std::size_t calls = good.d->end.backend_faults.calls;
      // An abbreviated handshake has no key exchange, nor a signature of the client's.
      CHECK((calls > 0) == !(by_ticket && (what == call::decapsulate || what == call::sign)));
      for (std::size_t k = 1; k <= calls; ++k) {
        CAPTURE(by_ticket, static_cast<int>(what), k, calls);
        older o({what, k}, by_ticket);
        duet12& d = *o.d;
        CHECK_FALSE(d.connected());
        CHECK(d.client_side().now() == condition::failed);
        const errc code = d.client_side().failure().code;
        // A backend that can't answer the server's share, and a share that can't be answered, look the same.
        const bool answers = what == call::generate || what == call::random;
        CHECK((is_typed(what, code) || (answers && code == errc::key_share_invalid)));
        CHECK(d.tickets.empty());
        CHECK(d.server.seen.alerts.size() <= 1);
        // A seal that failed has used up its nonce: the alert after it can't be opened.
        CHECK(o.broken == (what == call::seal));
        CHECK(d.client_side().send(octets{1}).error() == d.client_side().failure());
      }
    }
}

TEST_CASE("F8: what a failed handler had ready doesn't leave: no Finished, no Certificate before the alert") {
  const std::size_t macs = calls_of_a_handshake(call::hmac, false);
  for (std::size_t k = 1; k <= macs; ++k) {
    CAPTURE(k);
    failing d({call::hmac, k});
    // Once the handlers are done, only the record layer's keys can fail.
    auto const& states = d.end.seen.states;
    const bool handlers_done = std::find(states.begin(), states.end(), "Connected") != states.end();
    CHECK(handlers_done == (k > macs - 4));  // key and iv, of two directions
    if (!handlers_done) CHECK(d.server.seen.messages.size() == 1);  // the ClientHello
  }
  failing d({call::sign, 1});
  CHECK(d.server.seen.messages.size() == 1);  // the ClientHello
  REQUIRE(d.server.seen.alerts.size() == 1);
  CHECK(d.server.seen.alerts[0].description == AlertDescription::internal_error);
}

TEST_CASE("F9: no randomness: nothing leaves that should have held it (CVE-2015-0285)") {
  // The numbers of our questions, the hello's random and session ID, the shares.
  const std::size_t in_the_hello = calls_of_a_handshake(call::random, false);
  CHECK(in_the_hello >= 4);
  for (std::size_t k = 1; k <= in_the_hello; ++k) {
    CAPTURE(k);
    failing d({call::random, k});
    CHECK(d.sent.empty());
  }
  // The last draw is for the share that the server asked for.
  failing d({call::random, calls_of_a_handshake(call::random, true), true});
  CHECK(d.server.seen.messages.size() == 1);
  CHECK(d.client_side().failure().code == errc::random_failed);
  REQUIRE(d.server.seen.alerts.size() == 1);
  CHECK(d.server.seen.alerts[0].description == AlertDescription::internal_error);
}

TEST_CASE("F8: the backend fails once connected: sealing, opening, a key update") {
  for (call what : {call::seal, call::open, call::hmac, call::aead_init}) {
    duet d;
    d.run();
    REQUIRE(d.connected());
    d.end.backend_faults.only = what;
    d.end.backend_faults.calls = 0;
    d.end.backend_faults.fail_at = 1;
    CAPTURE(static_cast<int>(what));
    if (what == call::seal) {
      CHECK(d.client_side().send(octets(100, 1)).error().code == errc::backend_failed);
    } else if (what == call::open) {
      d.server.put_data("x");
    } else {
      CHECK(d.client_side().update_keys().error().code == errc::backend_failed);
    }
    d.run();
    CHECK(d.client_side().now() == condition::failed);
    CHECK(d.server.seen.data.empty());
    CHECK(d.server.seen.alerts.size() <= 1);
    CHECK(d.server.seen.after_end == 0);
    CHECK(d.plaintext.empty());
  }
}
