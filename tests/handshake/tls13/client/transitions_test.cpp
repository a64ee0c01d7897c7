#include "cxtls/handshake/tls13/client/transitions.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/staged.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

// A sound message of each type, so that it is refused for its place and not for its form.
octets sample(HandshakeType type) {
  using enum HandshakeType;
  switch (type) {
    case server_hello:
      return encode(hello_model{.legacy_session_id_echo = octets(32, 7),
                                .cipher_suite = CipherSuite::TLS_AES_128_GCM_SHA256,
                                .extensions = {selected_version(), key_share(NamedGroup::x25519, octets(32, 9))}});
    case encrypted_extensions:
      return message(encrypted_extensions, encode(std::vector<raw_extension>{}));
    case certificate_request:
      return encode(request_model{{}, {signature_algorithms({SignatureScheme::ed25519})}});
    case certificate:
      return encode(certificate_model{{}, {{octets(300, 0x30), {}}}});
    case certificate_verify:
      return encode(verify_model{SignatureScheme::ed25519, octets(64, 1)});
    case finished:
      return message(finished, octets(32, 1));
    case new_session_ticket:
      return encode(ticket_model{});
    case HandshakeType::key_update:
      return test::key_update(0);
    default:
      return message(type, {});
  }
}
octets sample_retry() {
  return encode(hello_model{.random = hello_retry_request_random,
                            .legacy_session_id_echo = octets(32, 7),
                            .cipher_suite = CipherSuite::TLS_AES_128_GCM_SHA256,
                            .extensions = {selected_version(), retry_group(NamedGroup::secp384r1)}});
}

// RFC 8446, A.1: what may come next.
bool is_legal(waiting state, HandshakeType type) {
  using enum HandshakeType;
  switch (state) {
    case waiting::server_hello:
    case waiting::retried_server_hello:
      return type == server_hello;
    case waiting::encrypted_extensions:
    case waiting::resumed_encrypted_extensions:
      return type == encrypted_extensions;
    case waiting::certificate_or_request:
      return type == certificate_request || type == certificate;
    case waiting::certificate:
      return type == certificate;
    case waiting::certificate_verify:
      return type == certificate_verify;
    case waiting::finished:
    case waiting::resumed_finished:
      return type == finished;
    case waiting::connected:
      return type == new_session_ticket || type == HandshakeType::key_update;
  }
  return false;
}

void check_refused(waiting state, octets const& intruder) {
  staged d(state, [&](scripted_server& s) {
    if (in_the_clear(state)) {
      s.put_plaintext(ContentType::handshake, intruder);
    } else {
      s.put_handshake(intruder);
    }
  });
  CHECK(ending_of(d, state == waiting::connected) ==
        ending{errc::unexpected_message, "", AlertDescription::unexpected_message});
  CHECK(d.state_before_failure() == name_of(state));
}

}  // namespace

TEST_CASE("A110: in every state, every message but the legal ones is unexpected") {
  for (waiting state : all_waiting)
    for (int type = 0; type < 256; ++type) {
      if (is_legal(state, HandshakeType(type))) continue;
      CAPTURE(name_of(state), type);
      check_refused(state, sample(HandshakeType(type)));
    }
}

TEST_CASE("A110: a HelloRetryRequest is legal as the first answer only") {
  for (waiting state : all_waiting) {
    if (state == waiting::server_hello) continue;
    CAPTURE(name_of(state));
    check_refused(state, sample_retry());
  }
}

TEST_CASE("A110: an unexpected message is refused whatever its body") {
  for (waiting state : all_waiting)
    for (HandshakeType type : {HandshakeType::hello_request, HandshakeType::server_key_exchange,
                               HandshakeType::end_of_early_data, HandshakeType{0xaa}}) {
      CAPTURE(name_of(state), static_cast<int>(type));
      check_refused(state, message(type, octets(200, 0xee)));
    }
}

TEST_CASE("A110: the legal ways through the handshake enter these states, in this order") {
  using names = std::vector<std::string>;
  SECTION("the plain one") {
    duet d;
    d.run();
    CHECK(d.end.seen.states == names{"WaitServerHello", "WaitEncryptedExtensions", "WaitCertificateOrRequest",
                                     "WaitCertificateVerify", "AwaitVerification", "WaitFinished", "Connected"});
  }
  SECTION("with a HelloRetryRequest, a CertificateRequest, and a certificate at hand") {
    duet d({.request_certificate = true, .retry_group = other_group()},
           retriable(config_with_credential(chains::ed25519)));
    d.run();
    CHECK(d.end.seen.states == names{"WaitServerHello", "WaitRetriedServerHello", "WaitEncryptedExtensions",
                                     "WaitCertificateOrRequest", "WaitCertificate", "WaitCertificateVerify",
                                     "AwaitVerification", "WaitFinished", "AwaitCredential", "AwaitSignature",
                                     "Connected"});
  }
  SECTION("by a pre-shared key") {
    resumed d(first_connection());
    d.run();
    CHECK(d.end.seen.states ==
          names{"WaitServerHello", "WaitResumedEncryptedExtensions", "WaitResumedFinished", "Connected"});
  }
  SECTION("by a pre-shared key, after a HelloRetryRequest, verified again") {
    client_config config = trusting_config();
    config.reverify_on_resume = true;
    resumed d(first_connection(), {.retry_group = other_group()}, retriable(std::move(config)));
    d.run();
    CHECK(d.end.seen.states == names{"WaitServerHello", "WaitRetriedServerHello", "WaitResumedEncryptedExtensions",
                                     "AwaitReverification", "WaitResumedFinished", "Connected"});
  }
  SECTION("with a CertificateRequest and no certificate") {
    duet d({.request_certificate = true});
    d.run();
    CHECK(d.end.seen.states == names{"WaitServerHello", "WaitEncryptedExtensions", "WaitCertificateOrRequest",
                                     "WaitCertificate", "WaitCertificateVerify", "AwaitVerification", "WaitFinished",
                                     "AwaitCredential", "Connected"});
  }
}

TEST_CASE("C24: each message of the server's flight is needed: dropped, repeated, swapped with the next") {
  using enum say;
  const std::vector<say> honest{server_hello, encrypted_extensions, certificate_request,
                                certificate,  certificate_verify,   finished};
  const auto flight_ends = [](std::vector<say> flight) {
    duet d({.flight = std::move(flight)});
    d.run();
    return std::pair(d.connected() || d.server.seen.finished, d.client_side().failure().code);
  };
  CHECK(flight_ends(honest) == std::pair(true, errc::none));
  for (std::size_t i = 1; i < honest.size(); ++i) {
    CAPTURE(i);
    auto dropped = honest;
    dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
    // The request is the only one that may be missing. Without Finished nothing more comes.
    const bool optional = honest[i] == certificate_request;
    CHECK(flight_ends(dropped).first == optional);
    CHECK(flight_ends(dropped).second == (optional || honest[i] == finished ? errc::none : errc::unexpected_message));
    auto repeated = honest;
    repeated.insert(repeated.begin() + static_cast<std::ptrdiff_t>(i), honest[i]);
    if (honest[i] != finished) CHECK(flight_ends(repeated) == std::pair(false, errc::unexpected_message));
    if (i + 1 == honest.size()) continue;
    auto swapped = honest;
    std::swap(swapped[i], swapped[i + 1]);
    CHECK(flight_ends(swapped) == std::pair(false, errc::unexpected_message));
  }
}

TEST_CASE("a message that comes before the client started is unexpected; the peer was never spoken to, and isn't now") {
  duet d;
  const octets hello = sample(HandshakeType::server_hello);
  d.server.put_plaintext(ContentType::handshake, hello);
  d.note(d.client_side().receive(d.server.outgoing, noon));
  CHECK(d.client_side().failure().code == errc::unexpected_message);
  CHECK(d.client_side().outgoing().empty());
  d.note(d.client_side().start(noon));
  CHECK(d.client_side().outgoing().empty());
}
