#include "cxtls/handshake/tls13/server/transitions.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/server_staged.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

// A sound message of each type, so that it is refused for its place and not for its form.
octets sample(HandshakeType type) {
  using enum HandshakeType;
  switch (type) {
    case client_hello:
      return encode(client_hello_model{.legacy_session_id = octets(32, 7),
                                       .cipher_suites = {CipherSuite::TLS_AES_128_GCM_SHA256},
                                       .extensions = {offered_versions(), offered_groups({NamedGroup::x25519}),
                                                      offered_schemes({SignatureScheme::ed25519}),
                                                      offered_shares({{NamedGroup::x25519, octets(32, 9)}})}});
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

// RFC 8446, A.2, without early data: what may come next.
bool is_legal(serving state, HandshakeType type) {
  using enum HandshakeType;
  switch (state) {
    case serving::client_hello:
    case serving::retried_client_hello:
      return type == client_hello;
    case serving::certificate:
      return type == certificate;
    case serving::certificate_verify:
      return type == certificate_verify;
    case serving::finished:
    case serving::finished_of_anonymous:
    case serving::finished_of_authenticated:
      return type == finished;
    case serving::connected:
      return type == HandshakeType::key_update;
  }
  return false;
}

void check_refused(serving state, octets const& intruder) {
  server_staged d(state, [&](scripted_client& c) {
    if (in_the_clear(state)) {
      c.put_plaintext(ContentType::handshake, intruder);
    } else {
      c.put_handshake(intruder);
    }
  });
  CHECK(ending_of(d, state == serving::connected) ==
        server_ending{errc::unexpected_message, "", AlertDescription::unexpected_message});
  CHECK(d.state_before_failure() == name_of(state));
}
using ways = std::vector<std::string>;

}  // namespace

TEST_CASE("A110: in every state of the server, every message but the legal ones is unexpected") {
  for (serving state : all_serving)
    for (int type = 0; type < 256; ++type) {
      if (is_legal(state, HandshakeType(type))) continue;
      CAPTURE(name_of(state), type);
      check_refused(state, sample(HandshakeType(type)));
    }
}

TEST_CASE("A110: a message that the server doesn't expect is refused whatever its body") {
  for (serving state : all_serving)
    for (HandshakeType type : {HandshakeType::hello_request, HandshakeType::client_key_exchange,
                               HandshakeType::end_of_early_data, HandshakeType{0xaa}}) {
      CAPTURE(name_of(state), static_cast<int>(type));
      check_refused(state, message(type, octets(200, 0xee)));
    }
}

TEST_CASE("CVE-2026-34582: application data before the client's Finished is unexpected, in every state") {
  for (serving state : all_serving) {
    if (state == serving::connected || in_the_clear(state)) continue;
    CAPTURE(name_of(state));
    server_staged d(state, [](scripted_client& c) { c.put_data("GET /"); });
    CHECK(ending_of(d) ==
          server_ending{errc::unexpected_message, "application_data", AlertDescription::unexpected_message});
    CHECK(d.state_before_failure() == name_of(state));
  }
}

TEST_CASE("A116: no renegotiation: a ClientHello on a connection that stands is unexpected") {
  check_refused(serving::connected, sample(HandshakeType::client_hello));
}

TEST_CASE("A110: the legal ways through the server's handshake enter these states, in this order") {
  SECTION("the plain one") {
    server_duet d;
    d.run();
    CHECK(d.seen.states == ways{"AwaitSession", "AwaitCredential", "AwaitSignature", "WaitFinished", "Connected"});
  }
  SECTION("with a retry, and a client's certificate") {
    server_duet d({.shares = {}, .credential = usual_chain()}, asking_config());
    d.run();
    CHECK(d.seen.states == ways{"WaitRetriedClientHello", "AwaitSession", "AwaitCredential", "AwaitSignature",
                                "WaitCertificate", "WaitCertificateVerify", "AwaitVerification",
                                "WaitFinishedOfAuthenticated", "Connected"});
  }
  SECTION("with a client that has no certificate") {
    server_duet d({}, asking_config(client_authentication::optional));
    d.run();
    CHECK(d.seen.states == ways{"AwaitSession", "AwaitCredential", "AwaitSignature", "WaitCertificate",
                                "WaitFinishedOfAnonymous", "Connected"});
  }
  SECTION("resumed") {
    session_box box;
    server_end end(resumable(box.stateless));
    server_duet d(end, offering({ticket_from(end)}));
    d.run();
    CHECK(d.seen.states == ways{"AwaitSession", "AwaitReverification", "WaitFinished", "Connected"});
  }
}

TEST_CASE("C24: each message of the client's flight is needed: dropped, repeated, swapped with the next") {
  using enum tell;
  const std::vector<tell> honest{certificate, certificate_verify, finished};
  const auto flight_ends = [](std::vector<tell> flight) {
    server_duet d({.credential = other_chain(), .flight = std::move(flight)}, asking_config());
    d.run();
    return std::pair(d.connected(), d.server_side().failure().code);
  };
  CHECK(flight_ends(honest) == std::pair(true, errc::none));
  for (std::size_t i = 0; i < honest.size(); ++i) {
    CAPTURE(i);
    auto dropped = honest;
    dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(flight_ends(dropped) == std::pair(false, honest[i] == finished ? errc::none : errc::unexpected_message));
    auto repeated = honest;
    repeated.insert(repeated.begin() + static_cast<std::ptrdiff_t>(i), honest[i]);
    if (honest[i] != finished) CHECK(flight_ends(repeated) == std::pair(false, errc::unexpected_message));
    if (i + 1 == honest.size()) continue;
    auto swapped = honest;
    std::swap(swapped[i], swapped[i + 1]);
    CHECK(flight_ends(swapped) == std::pair(false, errc::unexpected_message));
  }
}
