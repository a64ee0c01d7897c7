// A client's certificate that the application chooses, at once or later: in both versions, since no more than the states'
// names differs.
#include "cxtls/handshake/client_answers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/handshake/message.hpp"
#include "support/both_ends.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

own_certificate shown(std::string_view pem) { return std::move(*own_certificate::from_pem(pem)); }
bytes leaf_of(x509::certificate_list const& chain) { return chain[0]; }
octets leaf_of(std::string_view pem) {
  const own_certificate own = shown(pem);
  return {own.chain.leaf().begin(), own.chain.leaf().end()};
}

client_config asking_client(ProtocolVersion version) {
  client_config config = trusting_config();
  config.versions = version_list(version);
  config.certificates = {shown(usual_chain()), shown(other_chain())};
  config.ask_application_for_credential = true;
  return config;
}
server_config curious(client_authentication clients = client_authentication::required) {
  return asking_config(clients);
}
// Parked on the question.
struct asked : both_ends {
  explicit asked(client_config config, server_config ours = curious()) : both_ends(std::move(config), std::move(ours)) {
    run();
    REQUIRE(credential);
    REQUIRE(client_side().now() == condition::parked);
    REQUIRE(client_side().state_name() == "AwaitCredential");
  }
  machine::resumed answer(ClientCredentialChoice choice) {
    return client_side().resume(std::move(*credential), choice);
  }
  // How it ended at the client, and what the server heard of it.
  void check_failed(errc code, AlertDescription alert) {
    run();
    CHECK(client_side().failure() == error{code});
    CHECK(client_side().alert_sent() == alert);
    CHECK(server_side().alert_received() == alert);
    CHECK(server_side().peer_certificates().empty());
    CHECK_FALSE(client_side().info().own_certificate_type);
  }
};
constexpr ProtocolVersion versions[] = {ProtocolVersion::tls13, ProtocolVersion::tls12};
ProtocolVersion any_version() { return GENERATE(from_range(versions)); }

}  // namespace

TEST_CASE("A80: the application chooses the client's certificate, at once or later") {
  const ProtocolVersion version = any_version();
  asked d(asking_client(version), curious(client_authentication::optional));
  CHECK(d.client_side().info().version == version);
  CHECK(d.client_side().info().certificate_requested);
  CHECK_FALSE(d.client_side().peer_certificates().empty());  // the server is known by now
  CHECK(d.client_side().outgoing().empty());  // and nothing of ours was shown
  CHECK(d.server_side().now() == condition::handshaking);
  SECTION("one of the configuration's") {
    CHECK(d.answer({1}) == machine::resumed::ok);
    CHECK(d.run().connected());
    CHECK(equal(leaf_of(d.server_side().peer_certificates()), leaf_of(other_chain())));
    CHECK(d.client_side().info().own_certificate == 1);
    CHECK(d.client_side().info().own_certificate_type == CertificateType::X509);
    CHECK(d.client_side().info().own_signature_scheme == other_scheme());
  }
  SECTION("one of its own") {
    const std::string_view own = can(chains::p384) ? chains::p384 : usual_chain();
    CHECK(d.client.answer_with(std::move(*d.credential), shown(own)) == machine::resumed::ok);
    CHECK(d.run().connected());
    CHECK(equal(leaf_of(d.server_side().peer_certificates()), leaf_of(own)));
    CHECK_FALSE(d.client_side().info().own_certificate);  // none of the configuration's
    CHECK(d.client_side().info().own_certificate_type == CertificateType::X509);
  }
  SECTION("none: the server is told so (RFC 8446, 4.4.2; RFC 5246, 7.4.6)") {
    CHECK(d.answer({ClientCredentialChoice::none}) == machine::resumed::ok);
    CHECK(d.run().connected());
    CHECK(d.server_side().peer_certificates().empty());
    CHECK_FALSE(d.client_side().info().own_certificate);
    CHECK_FALSE(d.client_side().info().own_certificate_type);
    CHECK_FALSE(d.client_side().info().own_signature_scheme);
  }
  CHECK_FALSE(d.client_side().certificate_request());
  CHECK(d.client_side().certificate_request_message().empty());
}

TEST_CASE("A80: while it is asked, the application sees what the server takes") {
  const ProtocolVersion version = any_version();
  asked d(asking_client(version));
  const auto request = d.client_side().certificate_request();
  REQUIRE(request);
  CHECK(request->signature_schemes.contains(SignatureScheme::ed25519));
  CHECK(request->takes(CertificateType::X509));
  CHECK_FALSE(request->takes(CertificateType::RawPublicKey));
  CHECK(request->server_name.empty());
  // The name of the trust anchor: what get_certificate_chain_for_roots() is given in PyTLS.
  const auto root = trust_store::from_pem(usual_root());
  REQUIRE(request->certificate_authorities);
  REQUIRE(request->certificate_authorities->size() == 1);
  CHECK(equal(request->certificate_authorities->front().der, root->subject_der(0)));
  // The message itself has all that the server says.
  const bytes message = d.client_side().certificate_request_message();
  REQUIRE(message.size() > handshake_header_size);
  const bytes body = message.subspan(handshake_header_size);
  if (version == ProtocolVersion::tls13) {
    const auto parsed = parse<CertificateRequest>(body);
    REQUIRE(parsed);
    CHECK(parsed->certificate_request_context.empty());  // RFC 8446, 4.3.2: never in the handshake
    CHECK(find<SignatureAlgorithms>(parsed->extensions));
  } else {
    const auto parsed = parse<tls12::CertificateRequest>(body);
    REQUIRE(parsed);
    CHECK(parsed->certificate_types.contains(ClientCertificateType::ecdsa_sign));
  }
}

TEST_CASE("A80: a certificate that the server doesn't take isn't shown") {
  asked d(asking_client(any_version()));
  SECTION("its key signs by no scheme that the server takes") {
    own_certificate own = shown(usual_chain());
    own.signature_schemes = scheme_list(SignatureScheme::rsa_pss_rsae_sha256);
    CHECK(d.client.answer_with(std::move(*d.credential), std::move(own)) == machine::resumed::ok);
    d.check_failed(errc::no_common_signature_scheme, handshake_failure);
  }
  SECTION("it is of another type than was agreed upon (RFC 7250)") {
    own_certificate own = shown(usual_chain());
    auto key = certificate_chain::of_public_key(x509::parse_certificate(own.chain.leaf())->spki_der());
    REQUIRE(key);
    own.chain = std::move(*key);
    CHECK(d.client.answer_with(std::move(*d.credential), std::move(own)) == machine::resumed::ok);
    d.check_failed(errc::certificate_type_unsupported, unsupported_certificate);
  }
}

TEST_CASE("A80: an answer that means nothing ends the handshake") {
  asked d(asking_client(any_version()));
  const std::size_t index = GENERATE(std::size_t{2}, std::size_t{7}, ClientCredentialChoice::added);
  CHECK(d.answer({index}) == machine::resumed::ok);
  d.check_failed(errc::refused_by_application, access_denied);
}

TEST_CASE("A80: without a certificate a client that is never anonymous leaves") {
  client_config config = asking_client(any_version());
  config.never_anonymous = true;
  asked d(std::move(config), curious(client_authentication::optional));
  SECTION("none") {
    CHECK(d.answer({ClientCredentialChoice::none}) == machine::resumed::ok);
    d.check_failed(errc::refused_by_application, access_denied);
  }
  SECTION("one") {
    CHECK(d.answer({0}) == machine::resumed::ok);
    CHECK(d.run().connected());
  }
}

TEST_CASE("A80: the application may refuse to choose, with the alert of its reason") {
  asked d(asking_client(any_version()));
  SECTION("as it is") {
    CHECK(d.client_side().refuse(std::move(*d.credential)) == machine::resumed::ok);
    d.check_failed(errc::refused_by_application, access_denied);
  }
  SECTION("because its store failed") {
    CHECK(d.client_side().refuse(std::move(*d.credential), errc::backend_failed) == machine::resumed::ok);
    d.check_failed(errc::backend_failed, internal_error);
  }
}

TEST_CASE("A80: a late answer counts once, and only for its own question") {
  const ProtocolVersion version = any_version();
  asked d(asking_client(version));
  SECTION("spent: moved from, or used before") {
    machine::continuation<ClientCredentialChoice> moved(std::move(*d.credential));
    CHECK(d.answer({0}) == machine::resumed::spent);
    CHECK(d.client_side().resume(std::move(moved), ClientCredentialChoice{1}) == machine::resumed::ok);
    CHECK(d.client_side().resume(std::move(moved), ClientCredentialChoice{0}) == machine::resumed::spent);
    CHECK(d.run().connected());
    CHECK(d.client_side().info().own_certificate == 1);
  }
  SECTION("superseded: an earlier question's") {
    both_ends earlier(asking_client(version), curious());
    earlier.run();
    REQUIRE(earlier.credential);
    auto question = std::move(*earlier.credential);
    CHECK(earlier.client_side().close());
    CHECK(earlier.client_side().resume(std::move(question), ClientCredentialChoice{0}) == machine::resumed::superseded);
    CHECK(earlier.client_side().failure().code == errc::canceled);
  }
  SECTION("a connection may move while the question is out") {
    d.client.connection = moved(d.client_side());
    CHECK(d.client_side().now() == condition::parked);
    CHECK(d.client_side().certificate_request());
    CHECK(d.answer({0}) == machine::resumed::ok);
    CHECK(d.run().connected());
  }
}

TEST_CASE("A80: while the choice is open no input is taken, and nothing is sent") {
  asked d(asking_client(any_version()));
  CHECK(d.client_side().prepare().empty());
  const octets record{23, 3, 3, 0, 1, 0};
  const step s = d.client_side().receive(record, noon);
  CHECK(s.consumed == 0);
  CHECK(s.now == condition::parked);
  CHECK_FALSE(s.can_take_more);
  CHECK(std::holds_alternative<no_event>(s.what));  // the question is out: it isn't asked twice
  CHECK(d.client_side().send(record).error().code == errc::misuse_not_connected);
  CHECK(d.client_side().outgoing().empty());
  CHECK_FALSE(d.client_side().to_be_signed());
}

TEST_CASE("A80: a choice whose key is elsewhere is followed by the other question") {
  client_config config = config_with_external_key(usual_chain(), scheme_list(SignatureScheme::ed25519));
  config.versions = version_list(any_version());
  config.ask_application_for_credential = true;
  asked d(std::move(config));
  CHECK(d.answer({0}) == machine::resumed::ok);
  step next = d.client_side().proceed(noon);
  auto* question = std::get_if<signature_wanted>(&next.what);
  REQUIRE(question != nullptr);
  const auto wanted = d.client_side().to_be_signed();
  REQUIRE(wanted);
  CHECK(wanted->scheme == SignatureScheme::ed25519);
  CHECK(equal(wanted->certificate,
              leaf_of(usual_chain())));  // whose key: it may be no certificate of the configuration's
  buffer der;
  REQUIRE(x509::certificate_chain::split_pem(usual_chain(), der));
  const auto key = linked_backend::private_key::from_der({}, der.view());
  std::array<std::uint8_t, crypto::max_signature_size> room;
  const auto size = key->sign({}, wanted->scheme, wanted->content, room);
  REQUIRE(size);
  Signature made;
  for (std::uint8_t octet : bytes(room).first(*size)) REQUIRE(made.octets.push(octet));
  CHECK(d.client_side().resume(std::move(question->question), made) == machine::resumed::ok);
  CHECK(d.run().connected());
  CHECK(equal(leaf_of(d.server_side().peer_certificates()), leaf_of(usual_chain())));
}

TEST_CASE("A80: nobody is asked by a server that doesn't ask, or in a session that goes on") {
  const ProtocolVersion version = any_version();
  SECTION("a server that doesn't ask") {
    both_ends d(asking_client(version), showing_config());
    CHECK(d.run().connected());
    CHECK_FALSE(d.credential);
  }
  SECTION("a session that goes on: whom the server knows from it, the client is") {
    session_box box;
    server_config config = curious();
    config.sessions = &box.stateless;
    const auto server = std::make_shared<server_end>(std::move(config));
    both_ends first(server, asking_client(version));
    first.run();
    REQUIRE(first.credential);
    CHECK(first.client_side().resume(std::move(*first.credential), ClientCredentialChoice{1}) == machine::resumed::ok);
    REQUIRE(first.run().connected());
    REQUIRE_FALSE(first.tickets.empty());
    both_ends d(server, asking_client(version), delivery::whole, std::move(first.tickets.back()));
    CHECK(d.run().connected());
    CHECK_FALSE(d.credential);
    CHECK(d.client_side().info().resumed);
    CHECK(equal(leaf_of(d.server_side().peer_certificates()), leaf_of(other_chain())));
  }
}
