#include "cxtls/handshake/tls12/server/handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "handshake/tls12/server/server12.hpp"

using namespace cxtls;
using namespace cxtls::test;
using namespace cxtls::test::server12;
using enum AlertDescription;
using enum CipherSuite;
using enum tell12;

namespace {

server_ending with_hello(std::function<void(client_hello_model&)> change, server_config config = showing_config()) {
  return ending12({.hello = std::move(change)}, std::move(config));
}
bool takes_hello(std::function<void(client_hello_model&)> change, server_config config = showing_config()) {
  server_duet12 d({.hello = std::move(change)}, std::move(config));
  return d.run().connected() && d.client.seen.finished;
}
bool has_sentinel(Random const& random) { return equal(bytes(random).last(8), downgrade_to_tls12); }

}  // namespace

TEST_CASE("A114: a full handshake with a client of TLS 1.2") {
  server_duet12 d({}, either());
  CHECK(d.run().connected());
  CHECK(d.client.seen.signature);
  CHECK(d.client.seen.finished);
  CHECK(d.client.seen.alerts.empty());
  CHECK(d.client.seen.session_id.empty());
  CHECK_FALSE(d.client.seen.requested);
  CHECK(d.client.saw(ExtensionType::extended_master_secret));
  CHECK(d.client.saw(ExtensionType::renegotiation_info));
  CHECK(d.client.saw(ExtensionType::ec_point_formats));
  // No sessions are given: no ticket is promised.
  CHECK_FALSE(d.client.saw(ExtensionType::session_ticket));
  CHECK_FALSE(d.client.saw(HandshakeType::new_session_ticket));
  CHECK(d.server_side().info().version == ProtocolVersion::tls12);
  CHECK(d.server_side().info().cipher_suite == d.client.seen.suite);
  CHECK(d.server_side().info().group == d.client.seen.group);
  check_talks(d);
}

TEST_CASE(
    "A116: a ClientHello on an established connection is refused with the warning no_renegotiation and the "
    "connection stays; a second one is fatal") {
  server_duet12 d({}, either());
  REQUIRE(d.run().connected());
  d.client.put_another_hello();
  d.run();
  CHECK(d.connected());
  REQUIRE(d.client.seen.alerts.size() == 1);
  CHECK(d.client.seen.alerts[0].level == AlertLevel::warning);
  CHECK(d.client.seen.alerts[0].description == no_renegotiation);
  CHECK(d.server_side().outgoing().empty());
  check_talks(d);
  d.client.put_another_hello();
  CHECK(ending12(d, true) == ended(errc::renegotiation_refused, unexpected_message));
}

TEST_CASE("on an established connection nothing of a handshake is taken but that, and no ChangeCipherSpec") {
  server_duet12 d({}, either());
  REQUIRE(d.run().connected());
  SECTION("Finished") {
    d.client.put(ContentType::handshake, message(HandshakeType::finished, octets(12)));
    CHECK(ending12(d, true) == out_of_order);
  }
  SECTION("ClientKeyExchange") {
    d.client.put(ContentType::handshake, message(HandshakeType::client_key_exchange, vector_of(1, octets(32, 9))));
    CHECK(ending12(d, true) == out_of_order);
  }
  SECTION("ChangeCipherSpec") {
    d.client.put(ContentType::change_cipher_spec, octets{1});
    CHECK(ending12(d, true) == no_change_now);
  }
}

// ---- ClientHello ----

TEST_CASE("RFC 7627, 5.2: a ClientHello without extended_master_secret is refused") {
  CHECK(with_hello([](auto& m) { m.drop(ExtensionType::extended_master_secret); }, either()) ==
        ended(errc::extended_master_secret_missing, handshake_failure));
  CHECK(with_hello([](auto& m) { m.without_extensions = true; }, either()) ==
        ended(errc::extended_master_secret_missing, handshake_failure));
}

TEST_CASE("RFC 5746, 3.6: renegotiation_info is there and empty, or its cipher suite is") {
  const auto add_scsv = [](client_hello_model& m) { m.cipher_suites.push_back(TLS_EMPTY_RENEGOTIATION_INFO_SCSV); };
  CHECK(with_hello([](auto& m) { m.drop(ExtensionType::renegotiation_info); }) ==
        ended(errc::renegotiation_info_missing, handshake_failure));
  CHECK(with_hello([](auto& m) { m.find(ExtensionType::renegotiation_info)->body = {1, 7}; }) ==
        ended(errc::renegotiation_info_not_empty, handshake_failure));
  CHECK(with_hello([&](auto& m) {
          m.find(ExtensionType::renegotiation_info)->body = {1, 7};
          add_scsv(m);
        }) == ended(errc::renegotiation_info_not_empty, handshake_failure));
  server_duet12 d({.hello = [&](auto& m) {
    m.drop(ExtensionType::renegotiation_info);
    add_scsv(m);
  }});
  CHECK(d.run().connected());
  // "The server MUST include an empty "renegotiation_info" extension in the ServerHello message."
  REQUIRE(d.client.saw(ExtensionType::renegotiation_info));
  for (raw_extension const& e : d.client.seen.extensions)
    if (e.type == ExtensionType::renegotiation_info) CHECK(e.body == octets{0});
  CHECK(takes_hello(add_scsv));
}

TEST_CASE("RFC 5246, 7.4.1.2: null compression is among the client's; others don't matter") {
  CHECK(with_hello([](auto& m) { m.legacy_compression_methods = {1}; }) ==
        ended(errc::compression_not_null, illegal_parameter));
  CHECK(with_hello([](auto& m) { m.legacy_compression_methods = {}; }) ==
        ended(errc::length_out_of_range, decode_error, "legacy_compression_methods"));
  CHECK(takes_hello([](auto& m) { m.legacy_compression_methods = {1, 0}; }));
}

TEST_CASE("RFC 8422, 5.1.2: ec_point_formats has uncompressed points, or isn't there") {
  const auto formats = [](octets list) {
    return [list](client_hello_model& m) { m.find(ExtensionType::ec_point_formats)->body = vector_of(1, list); };
  };
  CHECK(with_hello(formats({1, 2})) == ended(errc::point_formats_invalid, illegal_parameter));
  CHECK(takes_hello(formats({2, 1, 0})));
  server_duet12 d({.hello = [](auto& m) { m.drop(ExtensionType::ec_point_formats); }});
  CHECK(d.run().connected());
  CHECK_FALSE(d.client.saw(ExtensionType::ec_point_formats));
}

TEST_CASE("no suite and no group in common") {
  CHECK(ending12({.suites = {CipherSuite(0xc027), CipherSuite(0x009c), CipherSuite(0x002f)}}) ==
        ended(errc::no_common_cipher_suite, handshake_failure));
  CHECK(ending12({.suites = {TLS_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256}}) ==
        ended(errc::no_common_cipher_suite, handshake_failure));
  CHECK(ending12({.groups = {NamedGroup(0x001e), NamedGroup(0x0100)}}) ==
        ended(errc::no_common_group, handshake_failure));
  // No such thing in TLS 1.2, even if both have it.
  CHECK(ending12({.groups = {NamedGroup::X25519MLKEM768}}) == ended(errc::no_common_group, handshake_failure));
  // RFC 8422, 4: without the extension any group will do.
  CHECK(takes_hello([](auto& m) { m.drop(ExtensionType::supported_groups); }));
}

TEST_CASE("RFC 5246, 7.4.2: a suite whose kind of key the server doesn't have") {
  CHECK(ending12({.suites = {TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256}}) ==
        ended(errc::no_common_cipher_suite, handshake_failure));
}
TEST_CASE("RFC 5246, 7.4.2: the other way round, and the certificate that fits the suite is shown", "[wide]") {
  const auto ecdsa = std::vector{TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
  const auto rsa = std::vector{TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
  CHECK(ending12({.suites = ecdsa}, showing_config({chains::rsa2048})) ==
        ended(errc::no_common_cipher_suite, handshake_failure));
  for (auto const& suites : {ecdsa, rsa}) {
    server_duet12 d({.suites = suites}, showing_config({chains::p256, chains::rsa2048}));
    CHECK(d.run().connected());
    CHECK(d.client.seen.suite == suites[0]);
    CHECK(d.client.seen.signature);
  }
  // RFC 8422, 5.3: nor a key on a curve that the client doesn't take.
  CHECK(ending12({.groups = {NamedGroup::x25519}}, showing_config({chains::p256})) ==
        ended(errc::no_common_cipher_suite, handshake_failure));
}

TEST_CASE("RFC 8446, 4.2.3: signature_algorithms_cert is processed in TLS 1.2, too") {
  using enum SignatureScheme;
  buffer unused;
  // Keys of one kind, signed by a CA with P-256 and by one with Ed25519.
  const auto first = certificate_chain::split_pem(chains::ed25519, unused);
  const auto shows_first = [&](std::optional<std::vector<SignatureScheme>> schemes) {
    server_duet12 d(
        {.schemes = {ed25519},
         .hello =
             [&](client_hello_model& m) {
               if (schemes)
                 m.extensions.push_back({ExtensionType::signature_algorithms_cert, offered_schemes(*schemes).body});
             }},
        either(showing_config({chains::ed25519, chains::ed25519_only})));
    CHECK(d.run().connected());
    CHECK(d.client.seen.signature);
    return equal(d.client.seen.certificates.at(0), first->leaf());
  };
  CHECK_FALSE(shows_first(std::nullopt));
  CHECK(shows_first({{ecdsa_secp256r1_sha256}}));
  CHECK(shows_first({{SignatureScheme{0x0a0a}, ed25519, ecdsa_secp256r1_sha256}}));  // both: the order of the list
  CHECK_FALSE(shows_first({{ed25519}}));
  CHECK(shows_first({{rsa_pss_rsae_sha256}}));  // neither
}

TEST_CASE("RFC 5246, 7.4.1.4.1: without signature_algorithms there is only SHA-1, which isn't spoken here") {
  CHECK(with_hello([](auto& m) { m.drop(ExtensionType::signature_algorithms); }) ==
        ended(errc::no_common_signature_scheme, handshake_failure, "signature_algorithms"));
  CHECK(ending12({.schemes = {SignatureScheme(0x0201), SignatureScheme(0x0203)}}) ==
        ended(errc::no_common_signature_scheme, handshake_failure));
}

TEST_CASE("RFC 7507, 3: a client that fell back is told so by a server that can do better") {
  const auto fallen = [](client_hello_model& m) { m.cipher_suites.push_back(TLS_FALLBACK_SCSV); };
  CHECK(with_hello(fallen) == ended(errc::inappropriate_fallback, inappropriate_fallback));
  CHECK(with_hello([&](auto& m) {
          fallen(m);
          m.extensions.push_back(offered_versions({0x0303}));
        }) == ended(errc::inappropriate_fallback, inappropriate_fallback));
  CHECK(takes_hello(fallen, only_1_2()));
  CHECK(takes_hello(
      [&](auto& m) {
        fallen(m);
        m.extensions.push_back(offered_versions({0x0304, 0x0303}));
      },
      only_1_2()));
}

TEST_CASE("RFC 8996: TLS 1.1 and older are refused with protocol_version") {
  const auto old = GENERATE(as<std::uint16_t>{}, 0x0302, 0x0301, 0x0300);
  const server_ending refused = ended(errc::version_unsupported, protocol_version);
  CHECK(with_hello([=](auto& m) { m.legacy_version = old; }, either()) == refused);
  CHECK(with_hello([=](auto& m) { m.extensions.push_back(offered_versions({old})); }, either()) == refused);
}
TEST_CASE("a client of TLS 1.2 is refused where there is only TLS 1.3, and taken by supported_versions") {
  const server_ending refused = ended(errc::version_unsupported, protocol_version);
  CHECK(with_hello([](auto&) {}, speaking(ProtocolVersion::tls13)) == refused);
  CHECK(with_hello([](auto& m) { m.extensions.push_back(offered_versions({0x0304})); }, only_1_2()) == refused);
  CHECK(takes_hello([](auto& m) { m.extensions.push_back(offered_versions({0x0303})); }, either()));
  CHECK(takes_hello([](auto& m) { m.legacy_version = 0x0304; }, either()));
  CHECK(takes_hello(
      [](auto& m) {
        m.legacy_version = 0x0301;
        m.extensions.push_back(offered_versions({0x0303}));
      },
      either()));
}

TEST_CASE("RFC 8446, 4.1.3: the random of a server that speaks TLS 1.3 says so, resumed or not, and no other's does") {
  const bool older = GENERATE(false, true);
  one_server s(any_kind(), older ? only_1_2() : showing_config());
  server_duet12 d(s.end, s.plan());
  CHECK(d.run().connected());
  CHECK(has_sentinel(d.client.seen.random) == !older);
  server_duet12 again(s.end, s.resuming(d.client.session()));
  CHECK(outcome_of(again) == outcome::resumed);
  CHECK(has_sentinel(again.client.seen.random) == !older);
}

TEST_CASE("RFC 5246, 7.4.1.4: no extension twice") {
  CHECK(with_hello([](auto& m) { m.extensions.push_back(extension(ExtensionType::extended_master_secret)); }) ==
        ended(errc::duplicate_extension, illegal_parameter, "extended_master_secret"));
}
