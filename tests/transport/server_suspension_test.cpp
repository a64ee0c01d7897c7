// A server that waits for an answer: parked, moved, closed, destroyed, and asked with the wrong continuation.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

enum class question : std::uint8_t { session, reverification, credential, signature, verification };
constexpr question all_questions[] = {question::session, question::reverification, question::credential,
                                      question::signature, question::verification};

struct slow_sessions final : session_provider {
  constexpr status issue(session const&, unix_time, buffer&) override { return errc::no_space; }
  constexpr machine::answer<found_session> find(bytes, unix_time) override { return machine::pending; }
  constexpr void forget(bytes) override {}
};
// Knows one session, of a client with a certificate.
struct one_session final : session_provider {
  status issue(session const&, unix_time, buffer&) override { return errc::no_space; }
  machine::answer<found_session> find(bytes, unix_time now) override {
    session s{.cipher_suite = usual_suite(), .psk = crypto::hash_secret::of(octets(32, 5))};
    s.issued_at = s.authenticated_at = now;
    s.expires_at = now + 1000;
    s.policy = policy;
    for (char c : std::string_view("server.example")) (void)s.server_name.push(static_cast<std::uint8_t>(c));
    buffer key;
    (void)s.client_certificates.add(certificate_chain::split_pem(usual_chain(), key)->leaf());
    return found_session{std::move(s)};
  }
  constexpr void forget(bytes) override {}
  policy_id policy{};
};

// A connection that is parked on this question.
struct parked_on {
  explicit parked_on(question q) : which(q) {
    server_config config = q == question::signature
                               ? config_with_key_elsewhere(usual_chain(), scheme_list(SignatureScheme::ed25519))
                               : showing_config();
    config.trust = *trust_store::from_pem(usual_root());
    client_plan plan;
    const offered_psk psk{.identity = text("it"), .key = octets(32, 5)};
    switch (q) {
      case question::session:
        config.sessions = &slow;
        plan.psks = {psk};
        break;
      case question::reverification:
        config.sessions = &known;
        config.clients = client_authentication::required;
        config.ask_application_to_verify = config.reverify_on_resume = true;
        plan.psks = {psk};
        break;
      case question::credential:
        config.ask_application_for_credential = true;
        break;
      case question::signature:
        break;
      case question::verification:
        config.clients = client_authentication::required;
        config.ask_application_to_verify = true;
        plan.credential = usual_chain();
        break;
    }
    end.emplace(std::move(config));
    known.policy = end->policy();
    d.emplace(*end, std::move(plan));
    d->run();
    REQUIRE(d->server_side().now() == condition::parked);
    REQUIRE(d->events.size() == 1);
  }
  // The answer that goes on.
  machine::resumed go_on(any_server& s) {
    switch (which) {
      case question::session:
        return s.resume(std::move(*d->session), SessionChoice{});
      case question::credential:
        return s.resume(std::move(*d->credential), CredentialChoice{});
      case question::signature:
        return s.resume(std::move(*d->signature), signed_by_key(s));
      case question::reverification:
      case question::verification:
        return s.resume(std::move(*d->verification), Verified{});
    }
    return machine::resumed::spent;
  }
  machine::resumed refuse(any_server& s) {
    switch (which) {
      case question::session:
        return s.refuse(std::move(*d->session));
      case question::credential:
        return s.refuse(std::move(*d->credential));
      case question::signature:
        return s.refuse(std::move(*d->signature));
      case question::reverification:
      case question::verification:
        return s.refuse(std::move(*d->verification));
    }
    return machine::resumed::spent;
  }
  static Signature signed_by_key(any_server& s) {
    buffer der;
    REQUIRE(certificate_chain::split_pem(usual_chain(), der));
    const linked_backend b;
    const auto key = linked_backend::private_key::from_der(b, der.view());
    const auto wanted = s.to_be_signed();
    REQUIRE(wanted);
    std::array<std::uint8_t, crypto::max_signature_size> room;
    const auto size = key->sign(b, wanted->scheme, wanted->content, room);
    Signature made;
    for (std::uint8_t octet : bytes(room).first(*size)) REQUIRE(made.octets.push(octet));
    return made;
  }

  question which;
  slow_sessions slow{};
  one_session known{};
  std::optional<server_end> end{};
  std::optional<server_duet> d{};
};

}  // namespace

TEST_CASE("F31: a parked server takes no input, and goes on where it stood") {
  for (question q : all_questions) {
    CAPTURE(static_cast<int>(q));
    parked_on p(q);
    any_server& s = p.d->server_side();
    const std::string before(s.state_name());
    CHECK(s.prepare().empty());
    const octets more = text("whatever comes");
    const step idle = s.receive(more, noon);
    CHECK(idle.consumed == 0);
    CHECK_FALSE(idle.can_take_more);
    CHECK_FALSE(idle.again);
    CHECK(std::holds_alternative<no_event>(idle.what));
    CHECK(s.state_name() == before);
    CHECK(p.go_on(s) == machine::resumed::ok);
    p.d->note(s.proceed(noon));
    CHECK(p.d->run().connected());
  }
}

TEST_CASE("F31: a server may move while it is parked, and only one of the two takes the answer") {
  for (question q : all_questions) {
    CAPTURE(static_cast<int>(q));
    parked_on p(q);
    p.d->connection = moved(p.d->server_side());
    CHECK(p.d->server_side().now() == condition::parked);
    CHECK(p.go_on(p.d->server_side()) == machine::resumed::ok);
    p.d->note(p.d->server_side().proceed(noon));
    CHECK(p.d->run().connected());
  }
}

TEST_CASE("F31: a parked server may be destroyed while its question is out") {
  for (question q : all_questions) {
    CAPTURE(static_cast<int>(q));
    parked_on p(q);
    p.d->connection.reset();
    // The continuation outlives it, and does no harm.
  }
}

TEST_CASE("F31: a parked server may be closed: the handshake is over, and the answer comes too late") {
  for (question q : all_questions) {
    CAPTURE(static_cast<int>(q));
    parked_on p(q);
    any_server& s = p.d->server_side();
    REQUIRE(s.close());
    CHECK(s.failure().code == errc::canceled);
    CHECK(s.now() == condition::failed);
    p.d->to_client();
    REQUIRE(p.d->client.seen.alerts.size() == 2);
    CHECK(p.d->client.seen.alerts[0].description == user_canceled);
    CHECK(p.d->client.seen.alerts[1].description == close_notify);
    CHECK(p.refuse(s) == machine::resumed::superseded);
    CHECK(s.outgoing().empty());
  }
}

TEST_CASE("F31: the transport may end while a server is parked") {
  for (question q : all_questions) {
    CAPTURE(static_cast<int>(q));
    parked_on p(q);
    any_server& s = p.d->server_side();
    CHECK(s.transport_closed().error().code == errc::closed_early);
    CHECK(s.now() == condition::truncated);
    CHECK(p.refuse(s) == machine::resumed::superseded);
    CHECK(s.failure().code == errc::closed_early);
    CHECK(s.outgoing().empty());
  }
}

TEST_CASE("F31: a question is answered once") {
  for (question q : all_questions) {
    CAPTURE(static_cast<int>(q));
    parked_on p(q);
    any_server& s = p.d->server_side();
    CHECK(p.refuse(s) == machine::resumed::ok);
    CHECK(p.refuse(s) == machine::resumed::spent);
    const server_ending reasons[] = {{errc::refused_by_application, "", access_denied},
                                     {errc::certificate_refused_by_application, "", certificate_unknown},
                                     {errc::unrecognized_name, "", unrecognized_name},
                                     {errc::signing_failed, "", internal_error},
                                     {errc::certificate_refused_by_application, "", certificate_unknown}};
    CHECK(ending_of(*p.d) == reasons[static_cast<std::size_t>(q)]);
  }
}

TEST_CASE("F31: an answer to another connection's question is superseded, and changes nothing") {
  parked_on p(question::credential);
  server_config config = showing_config();
  config.ask_application_for_credential = true;
  server_duet other({}, std::move(config), delivery::whole, 77);
  other.run();
  REQUIRE(other.credential);
  CHECK(p.d->server_side().resume(std::move(*other.credential), CredentialChoice{}) == machine::resumed::superseded);
  CHECK(p.d->server_side().now() == condition::parked);
  CHECK(p.go_on(p.d->server_side()) == machine::resumed::ok);
  p.d->note(p.d->server_side().proceed(noon));
  CHECK(p.d->run().connected());
}

TEST_CASE("F31: what a server had to say before it parked goes out meanwhile") {
  parked_on p(question::signature);
  CHECK(p.d->client.types_seen() ==
        std::vector{HandshakeType::server_hello, HandshakeType::encrypted_extensions, HandshakeType::certificate});
}
