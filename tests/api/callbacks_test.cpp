// A connection in PyTLS's shape: our client and our server, octets between them in queues.
#include "cxtls/callbacks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/both_ends.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

struct plain_wire {
  void write(bytes out) { written.insert(written.end(), out.begin(), out.end()); }
  void close(wire_close how) { closes.push_back(how.immediate); }
  octets written{};
  std::vector<bool> closes{};
};
// Looks at certificates, and remembers them.
struct watching_wire : plain_wire {
  void verify(x509::certificate_list const& chain) {
    ++shown;
    leaf.assign(chain[0].begin(), chain[0].end());
  }
  void keep(ticket&& t) { tickets.push_back(std::move(t)); }
  int shown = 0;
  octets leaf{};
  std::vector<ticket> tickets{};
};
// Answers as it is told.
struct judging_wire : plain_wire {
  status verify(x509::certificate_list const&) {
    ++shown;
    if (refuses) return errc::certificate_revoked;
    return done{};
  }
  bool refuses = false;
  int shown = 0;
};
// Takes questions; answers them when it is told to.
struct asked_wire : plain_wire {
  void wanted(verification_wanted&& asked) { verification.emplace(std::move(asked.question)); }
  void wanted(signature_wanted&& asked) { signature.emplace(std::move(asked.question)); }
  void wanted(client_credential_wanted&& asked) { credential.emplace(std::move(asked.question)); }
  std::optional<machine::continuation<Verified>> verification{};
  std::optional<machine::continuation<Signature>> signature{};
  std::optional<machine::continuation<ClientCredentialChoice>> credential{};
};

template <class Wire = plain_wire>
struct called_back {
  explicit called_back(client_config theirs = trusting_config(), server_config ours = showing_config(),
                       std::optional<ticket> resume = {})
      : called_back(std::make_shared<server_end>(std::move(ours)), std::move(theirs), std::move(resume)) {}
  called_back(std::shared_ptr<server_end> shared, client_config theirs = trusting_config(),
              std::optional<ticket> resume = {})
      : ends(std::move(shared), std::move(theirs), delivery::whole, std::move(resume)),
        client(ends.client_side(), client_wire),
        server(ends.server_side(), server_wire) {}

  called_back& run() {
    if (!started) started = client.start(noon).has_value();
    while (!client_wire.written.empty() || !server_wire.written.empty()) {
      carry(client_wire.written, server, there);
      carry(server_wire.written, client, here);
    }
    return *this;
  }
  static void carry(octets& way, auto& to, octets& data) {
    const octets input = std::exchange(way, {});
    const auto got = to.data_from_wire(input, noon);
    if (got) data.insert(data.end(), got->begin(), got->end());
  }

  both_ends ends;
  Wire client_wire{};
  plain_wire server_wire{};
  callback_connection<any_client, Wire> client;
  callback_connection<any_server, plain_wire> server;
  octets there{}, here{};
  bool started = false;
};

error error_of(auto const& r) { return r ? error{} : r.error(); }

}  // namespace

TEST_CASE("A71: start() writes the first flight, and both sides talk by callbacks alone") {
  called_back d;
  CHECK(d.client_wire.written.empty());
  REQUIRE(d.server.start(noon));
  CHECK(d.server_wire.written.empty());
  REQUIRE(d.client.start(noon));
  d.started = true;
  REQUIRE_FALSE(d.client_wire.written.empty());
  CHECK(d.client_wire.written[0] == 22);  // handshake
  CHECK_FALSE(d.client.cipher_suite());
  CHECK_FALSE(d.client.tls_version());
  CHECK(error_of(d.client.data_from_application(text("x"))).code == errc::misuse_not_connected);
  d.run();
  REQUIRE(d.ends.connected());
  CHECK(d.client.cipher_suite() == usual_suite());
  CHECK(d.server.tls_version() == ProtocolVersion::tls13);
  REQUIRE(d.client.data_from_application(text("GET /")));
  REQUIRE(d.server.data_from_application(text("hello")));
  d.run();
  CHECK(as_text(d.there) == "GET /");
  CHECK(as_text(d.here) == "hello");
  CHECK(d.client_wire.closes.empty());
  CHECK(d.server_wire.closes.empty());
}

TEST_CASE("A71: much data at once are written whole, and come out of one call") {
  called_back d;
  d.run();
  const octets much(300'000, 0x61);
  REQUIRE(d.client.data_from_application(much));
  const octets input = std::exchange(d.client_wire.written, {});
  CHECK(input.size() > much.size());
  const auto got = d.server.data_from_wire(input, noon);
  REQUIRE(got);
  CHECK(equal(*got, much));
  CHECK(d.server.data_from_wire({}, noon)->empty());
}

TEST_CASE("A72: when both sides have finished, the wire is closed once, and not before the last octets are out") {
  called_back d;
  d.run();
  REQUIRE(d.client.application_finished());
  CHECK_FALSE(d.client_wire.written.empty());
  d.run();
  CHECK(d.ends.server_side().now() == condition::peer_closed);
  CHECK(d.client_wire.closes.empty());
  CHECK(d.server_wire.closes.empty());
  REQUIRE(d.server.data_from_application(text("the rest")));
  REQUIRE(d.server.application_finished());
  CHECK(d.server_wire.closes == std::vector{false});
  CHECK_FALSE(d.server_wire.written.empty());
  d.run();
  CHECK(as_text(d.here) == "the rest");
  CHECK(d.client_wire.closes == std::vector{false});
  CHECK(error_of(d.client.data_from_application(text("x"))).code == errc::misuse_write_closed);
  REQUIRE(d.client.application_finished());
  REQUIRE(d.client.wire_closed());
  CHECK(d.client_wire.closes.size() == 1);
}

TEST_CASE("A72: who sends a fatal alert lets it go before the wire closes, who gets it closes at once") {
  called_back d;
  d.run();
  REQUIRE(d.client.send_alert(internal_error));
  CHECK_FALSE(d.client_wire.written.empty());
  CHECK(d.client_wire.closes == std::vector{false});
  const octets input = std::exchange(d.client_wire.written, {});
  CHECK(error_of(d.server.data_from_wire(input, noon)) == error{errc::peer_alert, "internal_error"});
  CHECK(d.server_wire.written.empty());
  CHECK(d.server_wire.closes == std::vector{true});
}

TEST_CASE("A72: a transport that ends early closes the wire at once") {
  called_back d;
  d.run();
  CHECK(error_of(d.client.wire_closed()).code == errc::closed_early);
  CHECK(d.client_wire.closes == std::vector{true});
  CHECK(error_of(d.client.data_from_wire(text("x"), noon)).code == errc::closed_early);
}

TEST_CASE("A75: bad octets are an error, an alert and the end; later calls say the same") {
  called_back d;
  d.run();
  const octets junk(64, 0x55);
  CHECK(error_of(d.server.data_from_wire(junk, noon)).code == errc::record_type_unexpected);
  CHECK(d.server_wire.closes == std::vector{false});
  CHECK_FALSE(d.server_wire.written.empty());
  CHECK(error_of(d.server.data_from_wire({}, noon)).code == errc::record_type_unexpected);
  CHECK(error_of(d.server.data_from_application(text("x"))).code == errc::record_type_unexpected);
  CHECK(d.server_wire.closes.size() == 1);
}

TEST_CASE("A75: data that came before the error are given out first") {
  called_back d;
  d.run();
  REQUIRE(d.client.data_from_application(text("good")));
  octets input = std::exchange(d.client_wire.written, {});
  input.insert(input.end(), 64, 0x55);
  const auto got = d.server.data_from_wire(input, noon);
  REQUIRE(got);
  CHECK(as_text(*got) == "good");
  CHECK(error_of(d.server.data_from_wire({}, noon)).code == errc::record_type_unexpected);
}

TEST_CASE("A77: an alert's level follows from it, and another is refused") {
  called_back d;
  d.run();
  CHECK(error_of(d.client.send_alert(internal_error, AlertLevel::warning)).code == errc::misuse_not_an_error);
  CHECK(error_of(d.client.send_alert(close_notify, AlertLevel::fatal)).code == errc::misuse_not_an_error);
  CHECK(error_of(d.client.send_alert(user_canceled)).code == errc::misuse_not_an_error);
  CHECK(d.client_wire.written.empty());
  CHECK(d.ends.connected());
  REQUIRE(d.client.send_alert(close_notify, AlertLevel::warning));
  d.run();
  CHECK(d.ends.server_side().now() == condition::peer_closed);
  CHECK(d.client_wire.closes.empty());
}

TEST_CASE("A73: verify() sees the chain once, whether the configuration asks or not") {
  client_config config = trusting_config();
  config.ask_application_to_verify = GENERATE(false, true);
  called_back<watching_wire> d(std::move(config));
  d.run();
  REQUIRE(d.ends.connected());
  CHECK(d.client_wire.shown == 1);
  CHECK(equal(d.client_wire.leaf, d.ends.client_side().peer_certificates()[0]));
  REQUIRE(d.client.data_from_application(text("x")));
  d.run();
  CHECK(d.client_wire.shown == 1);
}

TEST_CASE("A73: what the built-in checks refuse isn't shown to verify()") {
  client_config config = trusting_config();
  config.trust = {};
  called_back<judging_wire> d(std::move(config));
  d.run();
  CHECK(d.client_wire.shown == 0);
  CHECK(d.ends.client_side().failure().code == errc::trust_store_empty);
  CHECK(d.ends.server_side().now() == condition::failed);
  CHECK(d.client_wire.closes == std::vector{false});
  CHECK(d.server_wire.closes == std::vector{true});
}

TEST_CASE("A73: an error of verify()'s ends the connection with its alert") {
  client_config config = trusting_config();
  config.ask_application_to_verify = GENERATE(false, true);
  const bool asks = config.ask_application_to_verify;
  called_back<judging_wire> d(std::move(config));
  d.client_wire.refuses = true;
  d.run();
  CHECK(d.client_wire.shown == 1);
  CHECK(d.ends.client_side().now() == condition::failed);
  CHECK(d.ends.client_side().failure().code == (asks ? errc::certificate_revoked : errc::aborted_by_application));
  CHECK(d.ends.server_side().alert_received() == certificate_revoked);
}

TEST_CASE("A73: a wire that can't look at certificates doesn't answer for the application that wanted to") {
  client_config config = trusting_config();
  config.ask_application_to_verify = true;
  SECTION("nobody is there: refused") {
    called_back<> d(std::move(config));
    d.run();
    CHECK(d.ends.client_side().failure().code == errc::certificate_refused_by_application);
    CHECK(d.ends.server_side().now() == condition::failed);
  }
  SECTION("the question itself is taken: answered later") {
    called_back<asked_wire> d(std::move(config));
    d.run();
    REQUIRE(d.client_wire.verification);
    CHECK(d.ends.client_side().now() == condition::parked);
    CHECK(d.client.resume(std::move(*d.client_wire.verification), Verified{}) == machine::resumed::ok);
    REQUIRE(d.client.data_from_wire({}, noon));
    d.run();
    CHECK(d.ends.connected());
  }
}

TEST_CASE("A73: verify() sees the chain that a resumed session rests on") {
  session_box box;
  auto shared = std::make_shared<server_end>(resumable(box.stateless));
  called_back<watching_wire> first(shared);
  first.run();
  REQUIRE_FALSE(first.client_wire.tickets.empty());
  called_back<watching_wire> second(shared, trusting_config(), std::move(first.client_wire.tickets[0]));
  second.run();
  REQUIRE(second.ends.connected());
  CHECK(second.ends.client_side().info().resumed);
  CHECK(second.client_wire.shown == 1);
  CHECK(second.client_wire.leaf == first.client_wire.leaf);
}

TEST_CASE("F31: a question is answered later by way of callbacks; input that came with it isn't lost") {
  const SignatureScheme scheme = SignatureScheme::ed25519;
  called_back<asked_wire> d(config_with_external_key(usual_chain(), scheme_list(scheme)), asking_config());
  REQUIRE(d.client.start(noon));
  d.started = true;
  called_back<>::carry(d.client_wire.written, d.server, d.there);
  const octets flight = std::exchange(d.server_wire.written, {});
  REQUIRE(d.client.data_from_wire(flight, noon));
  REQUIRE(d.client_wire.signature);
  CHECK(d.ends.client_side().now() == condition::parked);
  // One more piece is held, two aren't.
  const octets junk(64, 0x55);
  CHECK(d.client.data_from_wire({}, noon)->empty());
  REQUIRE(d.client.data_from_wire(junk, noon));
  CHECK(error_of(d.client.data_from_wire(junk, noon)).code == errc::misuse_parked);
  SECTION("refused") {
    CHECK(d.client.refuse(std::move(*d.client_wire.signature)) == machine::resumed::ok);
    CHECK(d.client_wire.closes == std::vector{false});
    CHECK(error_of(d.client.data_from_wire({}, noon)).code == errc::signing_failed);
  }
  SECTION("answered, and what was held is looked at then") {
    Signature made;
    for (int i = 0; i < 64; ++i) (void)made.octets.push(1);
    CHECK(d.client.resume(std::move(*d.client_wire.signature), made) == machine::resumed::ok);
    CHECK_FALSE(d.client_wire.written.empty());
    CHECK(error_of(d.client.data_from_wire({}, noon)).code == errc::record_type_unexpected);
  }
}

TEST_CASE("A82: a question that the wire doesn't take is refused") {
  called_back<> d(config_with_external_key(usual_chain(), scheme_list(SignatureScheme::ed25519)), asking_config());
  d.run();
  CHECK(d.ends.client_side().failure().code == errc::signing_failed);
  server_config asks = showing_config();
  asks.ask_application_for_credential = true;
  called_back<> e(trusting_config(), std::move(asks));
  e.run();
  CHECK(e.ends.server_side().failure().code == errc::unrecognized_name);
  CHECK(e.ends.client_side().alert_received() == unrecognized_name);
}

TEST_CASE(
    "A80: a client's wire is asked for its certificate, and answers from within the callback; else it is refused") {
  const auto asking = [] {
    client_config config = config_with_credential(usual_chain());
    config.ask_application_for_credential = true;
    return config;
  };
  called_back<asked_wire> d(asking(), asking_config());
  d.run();
  REQUIRE(d.client_wire.credential);
  CHECK(d.client.resume(std::move(*d.client_wire.credential), ClientCredentialChoice{0}) == machine::resumed::ok);
  d.run();
  CHECK(d.ends.client_side().now() == condition::connected);
  CHECK(d.ends.server_side().now() == condition::connected);
  CHECK(d.ends.server_side().peer_certificates().size() > 0);
  called_back<> e(asking(), asking_config());
  e.run();
  CHECK(e.ends.client_side().failure().code == errc::refused_by_application);
  CHECK(e.ends.server_side().alert_received() == access_denied);
}
