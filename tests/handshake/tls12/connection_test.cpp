// TLS 1.2 from one end to the other: our client and our server, in all ways that a handshake can go.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/both_ends.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum CipherSuite;

namespace {

client_config client_of_1_2(client_config config = trusting_config()) {
  config.versions = version_list(ProtocolVersion::tls12);
  return config;
}
server_config server_of_1_2(server_config config = showing_config()) {
  config.versions = version_list(ProtocolVersion::tls12);
  return config;
}
octets exported(any_endpoint const& from, std::string_view label, bytes context) {
  octets out(40);
  REQUIRE(from.export_keying_material(label, context, out));
  return out;
}
void check_talks(both_ends& d) {
  const octets question = text("a question"), answer = text("an answer");
  REQUIRE(d.client_side().send(question));
  REQUIRE(d.server_side().send(answer));
  d.run();
  CHECK(d.there == question);
  CHECK(d.here == answer);
}

}  // namespace

TEST_CASE("A113, A114: a full handshake of TLS 1.2 with every suite and kind of key, in pieces of any size", "[wide]") {
  const auto [suite, chain] =
      GENERATE(table<CipherSuite, std::string_view>({{TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, chains::p256},
                                                     {TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, chains::p384},
                                                     {TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, chains::ed25519},
                                                     {TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, chains::rsa2048},
                                                     {TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, chains::rsa2048},
                                                     {TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, chains::rsa2048}}));
  const auto how = GENERATE(delivery::whole, delivery::single_octets, delivery::random_splits);
  client_config config = client_of_1_2();
  config.cipher_suites = suite_list(suite);
  both_ends d(std::move(config), showing_config({chain}), how);
  CHECK(d.run().connected());
  for (any_endpoint* side :
       {static_cast<any_endpoint*>(&d.client_side()), static_cast<any_endpoint*>(&d.server_side())}) {
    CHECK(side->info().version == ProtocolVersion::tls12);
    CHECK(side->info().cipher_suite == suite);
    CHECK(side->info().group == usual_group());
    CHECK_FALSE(side->info().resumed);
    CHECK_FALSE(side->info().hello_retried);
  }
  CHECK(d.client_side().info().peer_signature_scheme == d.server_side().info().own_signature_scheme);
  CHECK(exported(d.client_side(), "EXPORTER-test", {}) == exported(d.server_side(), "EXPORTER-test", {}));
  CHECK(*d.client_side().tls_exporter() == *d.server_side().tls_exporter());
  check_talks(d);
}

TEST_CASE("T2: the best version that both speak, whichever side knows no better") {
  const bool client_is_old = GENERATE(true, false), server_is_old = GENERATE(true, false);
  both_ends d(client_is_old ? client_of_1_2() : trusting_config(), server_is_old ? server_of_1_2() : showing_config());
  CHECK(d.run().connected());
  CHECK(d.client_side().info().version ==
        (client_is_old || server_is_old ? ProtocolVersion::tls12 : ProtocolVersion::tls13));
  CHECK(d.server_side().info().version == d.client_side().info().version);
  check_talks(d);
}

TEST_CASE("A122: a client certificate is shown when it is asked for, and proved") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  both_ends d(client_of_1_2(config_with_credential(usual_chain())), asking_config(clients));
  CHECK(d.run().connected());
  CHECK(d.client_side().info().certificate_requested);
  CHECK(d.server_side().peer_certificates().size() > 0);
  CHECK(d.server_side().info().peer_signature_scheme == d.client_side().info().own_signature_scheme);
  check_talks(d);
}

TEST_CASE("A122: a client without a certificate is nobody, or is refused (RFC 5246, 7.4.6)") {
  SECTION("optional") {
    both_ends d(client_of_1_2(), asking_config(client_authentication::optional));
    CHECK(d.run().connected());
    CHECK(d.server_side().peer_certificates().empty());
    check_talks(d);
  }
  SECTION("required") {
    both_ends d(client_of_1_2(), asking_config());
    d.run();
    CHECK(d.server_side().failure().code == errc::client_certificate_missing);
    CHECK(d.server_side().alert_sent() == AlertDescription::handshake_failure);
    CHECK(d.client_side().alert_received() == AlertDescription::handshake_failure);
  }
}

TEST_CASE("A112: a session of TLS 1.2 is resumed by a ticket, sealed or stored, and is what it was") {
  const bool kept = GENERATE(false, true);
  session_box box;
  const auto server = std::make_shared<server_end>(server_of_1_2(resumable(box.provider(kept))));
  both_ends first(server, client_of_1_2());
  CHECK(first.run().connected());
  REQUIRE(first.tickets.size() == 1);
  both_ends second(server, client_of_1_2(), delivery::random_splits, std::move(first.tickets[0]));
  CHECK(second.run().connected());
  CHECK(second.client_side().info().resumed);
  CHECK(second.server_side().info().resumed);
  CHECK(second.client_side().peer_certificates().size() == first.client_side().peer_certificates().size());
  CHECK(exported(second.client_side(), "EXPORTER-test", {}) == exported(second.server_side(), "EXPORTER-test", {}));
  check_talks(second);
}

TEST_CASE("A72: a session of one version isn't resumed in the other") {
  session_box box;
  const auto server = std::make_shared<server_end>(resumable(box.provider(false)));
  const bool first_is_old = GENERATE(true, false);
  const auto config = [&](bool old) { return old ? client_of_1_2() : trusting_config(); };
  both_ends first(server, config(first_is_old));
  CHECK(first.run().connected());
  REQUIRE_FALSE(first.tickets.empty());
  both_ends second(server, config(!first_is_old), delivery::whole, std::move(first.tickets[0]));
  CHECK(second.run().connected());
  CHECK_FALSE(second.client_side().info().resumed);
}

TEST_CASE("A121: in TLS 1.2 a close_notify is answered, and nothing is written any more (RFC 5246, 7.2.1)") {
  both_ends d(client_of_1_2());
  CHECK(d.run().connected());
  CHECK(d.client_side().close());
  d.run();
  CHECK(d.server_side().now() == condition::closed);
  CHECK(d.client_side().now() == condition::closed);
  CHECK(d.server_side().send(text("more")).error().code == errc::misuse_write_closed);
}

TEST_CASE("A121: a server of TLS 1.2 that closes first gets the client's data until the client's close_notify") {
  both_ends d(client_of_1_2());
  CHECK(d.run().connected());
  REQUIRE(d.client_side().send(text("under way")));
  CHECK(d.server_side().close());
  CHECK(d.server_side().send(text("more")).error().code == errc::misuse_write_closed);
  SECTION("the client answers") {
    d.run();
    CHECK(d.there == text("under way"));
    CHECK(d.here.empty());
    CHECK(d.server_side().now() == condition::closed);
    CHECK(d.client_side().now() == condition::closed);
    CHECK(d.client_side().send(text("more")).error().code == errc::misuse_write_closed);
    CHECK(d.server_side().outgoing().empty());
    CHECK(d.client_side().outgoing().empty());
  }
  SECTION("the client's answer doesn't come: its data may have been cut short") {
    CHECK(d.server_side().transport_closed().error().code == errc::closed_early);
    CHECK(d.server_side().now() == condition::truncated);
  }
}

TEST_CASE("TLS 1.2 has no key update: the call says so, and the connection stays") {
  both_ends d(client_of_1_2());
  CHECK(d.run().connected());
  CHECK(d.client_side().update_keys().error().code == errc::misuse_not_in_this_version);
  check_talks(d);
}

TEST_CASE("A81: ALPN and the server's name in TLS 1.2") {
  client_config theirs = client_of_1_2();
  theirs.alpn = {"h2", "http/1.1"};
  server_config ours = showing_config();
  ours.alpn = {"http/1.1"};
  both_ends d(std::move(theirs), std::move(ours));
  CHECK(d.run().connected());
  CHECK(as_text(d.client_side().info().alpn()) == "http/1.1");
  CHECK(as_text(d.server_side().info().alpn()) == "http/1.1");
  CHECK(as_text(d.server_side().info().server_name->view()) == "server.example");
}

TEST_CASE("C14: the key log of a TLS 1.2 connection is one line, the same on both sides (RFC 9850)") {
  both_ends d(client_of_1_2());
  CHECK(d.run().connected());
  REQUIRE(d.client.seen.keys.size() == 1);
  REQUIRE(d.server_seen.keys.size() == 1);
  CHECK(d.client.seen.keys[0].label == "CLIENT_RANDOM");
  CHECK(d.client.seen.keys[0].secret == d.server_seen.keys[0].secret);
  CHECK(d.client.seen.keys[0].client_random == d.server_seen.keys[0].client_random);
  CHECK(d.client.seen.keys[0].secret.size() == 48);
}
