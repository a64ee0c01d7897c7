#include "cxtls/handshake/tls13/server/flight.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/server.hpp"
#include "support/fixed_random.hpp"
#include "support/hex.hpp"
#include "support/session_box.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

using namespace cxtls;
using namespace cxtls::test;
using types = std::vector<HandshakeType>;
using enum HandshakeType;

namespace {

struct recorded_tls : stack<fixed_random<linked_backend>> {};

struct sent_hello {
  ServerHello message;
  SelectedVersion version;
  KeyShareServerHello share;
};
sent_hello parsed(bytes raw) {
  const auto hello = parse<ServerHello>(raw.subspan(4));
  REQUIRE(hello);
  const auto version = find<SelectedVersion>(hello->extensions);
  const auto share = find<KeyShareServerHello>(hello->extensions);
  REQUIRE(version);
  REQUIRE(share);
  return {*hello, *version, *share};
}

}  // namespace

TEST_CASE("A113: the server's flight, message by message (RFC 8446, 2)") {
  SECTION("with a certificate") {
    server_duet d({.stops_at_flight = true});
    d.run();
    CHECK(d.client.types_seen() ==
          types{server_hello, encrypted_extensions, certificate, certificate_verify, finished});
  }
  SECTION("that asks for the client's") {
    server_duet d({.stops_at_flight = true}, asking_config(client_authentication::optional));
    d.run();
    CHECK(d.client.types_seen() ==
          types{server_hello, encrypted_extensions, certificate_request, certificate, certificate_verify, finished});
  }
  SECTION("with a pre-shared key") {
    session_box box;
    server_end end(resumable(box.stateless));
    server_duet d(end, offering({ticket_from(end)}, {.stops_at_flight = true}));
    d.run();
    CHECK(d.client.types_seen() == types{server_hello, encrypted_extensions, finished});
  }
}

TEST_CASE("RFC 8446, 4.1.3: a ServerHello of TLS 1.3") {
  server_duet d;
  d.run();
  const sent_hello hello = parsed(d.client.seen.messages.at(0));
  CHECK(hello.message.legacy_version == ProtocolVersion::tls12);
  CHECK(hello.message.cipher_suite == d.client.suite().id);
  CHECK(hello.version.selected_version == ProtocolVersion::tls13);
  CHECK(hello.share.server_share.group == NamedGroup::x25519);
  CHECK(hello.message.extensions.size() == 2);
  // No downgrade is signalled: RFC 8446, 4.1.3.
  CHECK_FALSE(equal(bytes(hello.message.random).last(8), downgrade_to_tls12));
}

TEST_CASE("RFC 8448, 3: drawing what that server drew, ours says the same random, share, suite and version", "[wide]") {
  const auto trace = rfc8448::simple_1rtt;
  const octets published = unhex(trace.server_hello);
  const sent_hello theirs = parsed(published);
  std::vector<std::uint8_t> draws(7);  // the seed of our questions' numbers
  const octets share_private = unhex(trace.server_share_private);
  draws.insert(draws.end(), share_private.begin(), share_private.end());
  draws.insert(draws.end(), theirs.message.random.begin(), theirs.message.random.end());

  auto context =
      server_context<recorded_tls>::create(showing_config({chains::p256}), fixed_random<linked_backend>(draws));
  REQUIRE(context);
  server<recorded_tls> s(*context);
  (void)s.receive(unhex(trace.client_hello_record), noon);
  CHECK(draws.empty());
  REQUIRE(s.outgoing().size() > published.size() + 5);
  const octets sent(s.outgoing().begin() + 5, s.outgoing().begin() + 5 + static_cast<std::ptrdiff_t>(published.size()));
  const sent_hello ours = parsed(sent);
  CHECK(ours.message.random == theirs.message.random);
  CHECK(ours.message.cipher_suite == theirs.message.cipher_suite);
  CHECK(ours.version.selected_version == theirs.version.selected_version);
  CHECK(ours.share.server_share.group == theirs.share.server_share.group);
  CHECK(equal(ours.share.server_share.key_exchange, theirs.share.server_share.key_exchange));
  CHECK(equal(ours.message.legacy_session_id_echo, theirs.message.legacy_session_id_echo));
}

TEST_CASE("EncryptedExtensions hold the answers to what was offered, and nothing else (RFC 8446, 4.3.1)") {
  server_config config = showing_config();
  config.alpn = {"h2"};
  server_duet d({.alpn = {"h2"}}, std::move(config));
  d.run();
  REQUIRE(d.client.seen.encrypted_extensions.size() == 2);
  CHECK(d.client.seen.encrypted_extensions[0].type == ExtensionType::server_name);
  CHECK(d.client.seen.encrypted_extensions[0].body.empty());
  CHECK(d.client.seen.encrypted_extensions[1].type == ExtensionType::application_layer_protocol_negotiation);
  server_duet bare({.server_name = ""});
  bare.run();
  CHECK(bare.client.seen.encrypted_extensions.empty());
}

TEST_CASE("C29: the flight after the ServerHello goes in as few records as it fits") {
  using enum ContentType;
  server_duet d({.stops_at_flight = true});
  d.run();
  CHECK(d.client.seen.records == std::vector{ContentType::handshake, change_cipher_spec, application_data});
  CHECK(d.client.seen.versions == std::vector<std::uint16_t>(3, 0x0303));
}
