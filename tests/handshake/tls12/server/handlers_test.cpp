#include "cxtls/handshake/tls12/server/handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/scripted_client12.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using enum CipherSuite;
using enum tell12;

namespace {

using flight = std::vector<tell12>;

server_ending ended(errc code, AlertDescription alert, std::string field = {}) {
  return {code, std::move(field), alert};
}
server_config speaking(ProtocolVersion version, server_config config = showing_config()) {
  config.versions = version_list(version);
  return config;
}
server_config only_1_2(server_config config = showing_config()) {
  return speaking(ProtocolVersion::tls12, std::move(config));
}
// A server that speaks TLS 1.3, too, or doesn't.
server_config either(server_config config = showing_config()) {
  return GENERATE(false, true) ? only_1_2(std::move(config)) : std::move(config);
}
server_ending with_hello(std::function<void(client_hello_model&)> change, server_config config = showing_config()) {
  return ending12({.hello = std::move(change)}, std::move(config));
}
bool takes_hello(std::function<void(client_hello_model&)> change, server_config config = showing_config()) {
  server_duet12 d({.hello = std::move(change)}, std::move(config));
  return d.run().connected() && d.client.seen.finished;
}
void check_talks(server_duet12& d) {
  d.client.put_data("a question");
  REQUIRE(d.server_side().send(text("an answer")));
  d.run();
  CHECK(as_text(d.plaintext) == "a question");
  CHECK(as_text(d.client.seen.data) == "an answer");
}
bool has_sentinel(Random const& random) { return equal(bytes(random).last(8), downgrade_to_tls12); }

// One that shows the usual certificate, to a server that asks for it.
server_ending shown(client12_plan plan, client_authentication clients) {
  plan.credential = usual_chain();
  return ending12(std::move(plan), asking_config(clients));
}
// A full handshake that ends with this flight, of a client that wasn't asked for a certificate.
server_ending with_flight(flight what) { return ending12({.flight = std::move(what)}, either()); }
const server_ending out_of_order = ended(errc::unexpected_message, unexpected_message);
const server_ending no_change_now = ended(errc::change_cipher_spec_unexpected, unexpected_message);
const server_ending no_data_yet = ended(errc::unexpected_message, unexpected_message, "application_data");
const server_ending no_data_now = ended(errc::record_type_unexpected, unexpected_message);

// A server with sessions: behind tickets that hold them, in a store that tickets name, in a store by their IDs.
enum class kept : std::uint8_t { in_tickets, by_ticket, by_id };
struct one_server {
  explicit one_server(kept how_, server_config config = showing_config(), std::uint64_t seed = 1)
      : how(how_), end(resumable(box.provider(how_ != kept::in_tickets), std::move(config)), seed) {}
  client12_plan plan(client12_plan p = {}) const {
    p.takes_tickets = how != kept::by_id;
    return p;
  }
  client12_plan resuming(session12 s, client12_plan p = {}) const {
    p.resume = std::move(s);
    return plan(std::move(p));
  }
  session12 first() {
    server_duet12 d(end, plan());
    REQUIRE(d.run().connected());
    CHECK_FALSE(d.client.seen.resumed);
    return d.client.session();
  }
  kept how;
  session_box box{};
  server_end end;
};
kept any_kind() { return GENERATE(kept::in_tickets, kept::by_ticket, kept::by_id); }

enum class outcome : std::uint8_t { resumed, full, failed };
outcome outcome_of(server_duet12& d) {
  if (!d.run().connected()) return outcome::failed;
  CHECK(d.client.seen.finished);
  CHECK(d.client.seen.resumed == d.server_side().info().resumed);
  CHECK(d.client.seen.certificates.empty() == d.client.seen.resumed);
  return d.client.seen.resumed ? outcome::resumed : outcome::full;
}
outcome outcome_of(one_server& s, session12 offered, client12_plan plan = {}) {
  server_duet12 d(s.end, s.resuming(std::move(offered), std::move(plan)));
  return outcome_of(d);
}

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

// ---- the order of messages (SMACK: "A Messy State of the Union", 2015) ----

TEST_CASE("CVE-2014-0224: an early ChangeCipherSpec is refused at every place") {
  CHECK(with_flight({change_cipher, client_key_exchange, finished}) == no_change_now);
  CHECK(with_flight({change_cipher, finished}) == no_change_now);
  CHECK(with_flight({change_cipher, client_key_exchange, change_cipher, finished}) == no_change_now);
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  CHECK(shown({.flight = flight{change_cipher, certificate, client_key_exchange, certificate_verify, finished}},
              clients) == no_change_now);
  CHECK(shown({.flight = flight{certificate, change_cipher, client_key_exchange, certificate_verify, finished}},
              clients) == no_change_now);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, change_cipher, certificate_verify, finished}},
              clients) == no_change_now);
}
TEST_CASE("CVE-2014-0224: a ChangeCipherSpec before the ClientHello, or amid a message") {
  CHECK(ending12({.before_hello = [](auto& c) { c.put(ContentType::change_cipher_spec, octets{1}); }}, either()) ==
        no_change_now);
  CHECK(ending12({.before =
                      [](auto& c, tell12 what) {
                        if (what == change_cipher) c.put(ContentType::handshake, octets{20, 0});
                      }},
                 either()) == ended(errc::unexpected_message, unexpected_message, "change_cipher_spec"));
}
TEST_CASE("a second ChangeCipherSpec, one that says something else, and one in a resumed handshake") {
  CHECK(with_flight({client_key_exchange, change_cipher, change_cipher, finished}) == no_change_now);
  CHECK(ending12({.flight = flight{client_key_exchange, finished}, .before = [](auto& c, tell12 what) {
                    if (what == finished) c.put(ContentType::change_cipher_spec, octets{2});
                  }}) == no_change_now);
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{change_cipher, change_cipher, finished}}));
  CHECK(ending12(d) == no_change_now);
  CHECK(d.client.seen.resumed);
}

TEST_CASE("a skipped ChangeCipherSpec: no Finished is read without it, protected or not") {
  CHECK(with_flight({client_key_exchange, finished}) == out_of_order);
  // Its ciphertext isn't read as anything that the handshake could go on with.
  CHECK(ending12({.announces = false}, either()).alert);
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{finished}}));
  CHECK(ending12(d) == out_of_order);
  server_duet12 e(s.end, s.resuming(s.first(), {.announces = false}));
  CHECK(ending12(e).alert);
}
TEST_CASE("Finished in the clear after ChangeCipherSpec") {
  CHECK(ending12({.protects = false}, either()) == ended(errc::bad_record_mac, bad_record_mac));
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.protects = false}));
  CHECK(ending12(d) == ended(errc::bad_record_mac, bad_record_mac));
}
TEST_CASE("Finished first") {
  CHECK(with_flight({finished}) == out_of_order);
  CHECK(shown({.flight = flight{finished}}, client_authentication::optional) == out_of_order);
  CHECK(shown({.flight = flight{certificate, finished}}, client_authentication::optional) == out_of_order);
  const auto in_place_of_hello = [](HandshakeType t, octets& m) {
    if (t == HandshakeType::client_hello) m = message(HandshakeType::finished, octets(12));
  };
  CHECK(ending12({.alter = in_place_of_hello}, either()) == out_of_order);
}

TEST_CASE("CVE-2023-3724: a skipped ClientKeyExchange") {
  CHECK(with_flight({finished}) == out_of_order);
  CHECK(with_flight({change_cipher, finished}) == no_change_now);
  CHECK(shown({.flight = flight{certificate, certificate_verify, change_cipher, finished}},
              client_authentication::required) == out_of_order);
  CHECK(shown({.flight = flight{client_key_exchange, change_cipher, finished}}, client_authentication::optional) ==
        out_of_order);
}
TEST_CASE("ClientKeyExchange twice") {
  CHECK(with_flight({client_key_exchange, client_key_exchange, change_cipher, finished}) == out_of_order);
  CHECK(with_flight({client_key_exchange, change_cipher, client_key_exchange, finished}) == out_of_order);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, client_key_exchange, certificate_verify}},
              client_authentication::required) == out_of_order);
}

TEST_CASE("Certificate without request, and twice") {
  const flight full{certificate, client_key_exchange, certificate_verify, change_cipher, finished};
  CHECK(ending12({.credential = usual_chain(), .flight = full}, either()) == out_of_order);
  // Nor an empty one.
  CHECK(with_flight({certificate, client_key_exchange, change_cipher, finished}) == out_of_order);
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  CHECK(shown({.flight = flight{certificate, certificate}}, clients) == out_of_order);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, certificate}}, clients) == out_of_order);
}
TEST_CASE("CertificateVerify without Certificate") {
  const flight without{client_key_exchange, certificate_verify, change_cipher, finished};
  const flight full{certificate, client_key_exchange, certificate_verify, change_cipher, finished};
  CHECK(ending12({.credential = usual_chain(), .flight = without}, either()) == out_of_order);
  CHECK(shown({.flight = without}, client_authentication::optional) == out_of_order);
  // RFC 5246, 7.4.8: nor after an empty one.
  CHECK(shown({.flight = full, .certificate = [](auto& list) { list.clear(); }}, client_authentication::optional) ==
        out_of_order);
}
TEST_CASE("CVE-2015-0205: a Certificate without a CertificateVerify") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, change_cipher, finished}}, clients) == no_change_now);
  CHECK(shown({.flight = flight{certificate, client_key_exchange, finished}}, clients) == out_of_order);
  CHECK(shown({.flight = flight{certificate, certificate_verify, client_key_exchange, change_cipher, finished}},
              clients) == out_of_order);
}

TEST_CASE("application data before Finished") {
  CHECK(with_flight({application_data}) == no_data_now);
  CHECK(with_flight({client_key_exchange, application_data}) == no_data_now);
  CHECK(with_flight({client_key_exchange, change_cipher, application_data, finished}) == no_data_yet);
  CHECK(ending12({.before_hello = [](auto& c) { c.put_data("too early"); }}, either()) == no_data_now);
  one_server s(any_kind());
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{change_cipher, application_data, finished}}));
  CHECK(ending12(d) == no_data_yet);
  CHECK(d.client.seen.resumed);
}

TEST_CASE("a second ClientHello during the handshake") {
  const auto hello_before = [](tell12 where) {
    return client12_plan{.before = [where](auto& c, tell12 what) {
      if (what == where) c.put_another_hello();
    }};
  };
  CHECK(ending12(hello_before(client_key_exchange), either()) == out_of_order);
  CHECK(ending12(hello_before(change_cipher), either()) == out_of_order);
  CHECK(ending12(hello_before(finished), either()) == out_of_order);
}

TEST_CASE("what only servers send, and what TLS 1.2 doesn't have") {
  const auto type = GENERATE(HandshakeType::hello_request, HandshakeType::server_hello_done, HandshakeType::key_update,
                             HandshakeType::encrypted_extensions);
  const auto where = GENERATE(client_key_exchange, change_cipher, finished);
  CHECK(ending12({.before =
                      [=](auto& c, tell12 what) {
                        if (what == where) c.put(ContentType::handshake, message(type, {}));
                      }},
                 either()) == out_of_order);
}

namespace {
HandshakeType type_of(tell12 what) {
  if (what == tell12::certificate) return HandshakeType::certificate;
  if (what == client_key_exchange) return HandshakeType::client_key_exchange;
  return what == certificate_verify ? HandshakeType::certificate_verify : HandshakeType::finished;
}
}  // namespace

TEST_CASE("A110: at every place of the client's flight, every message but the legal ones is unexpected") {
  server_end end(asking_config());
  for (tell12 place : {tell12::certificate, client_key_exchange, certificate_verify, change_cipher, finished})
    for (int type = 0; type < 256; ++type) {
      // RFC 5246, 7.3: before ChangeCipherSpec no message is legal, and else one.
      if (place != change_cipher && HandshakeType(type) == type_of(place)) continue;
      CAPTURE(static_cast<int>(place), type);
      server_duet12 d(end, {.credential = usual_chain(), .before = [=](auto& c, tell12 next) {
                              if (next == place) c.put(ContentType::handshake, message(HandshakeType(type), {}));
                            }});
      CHECK(ending12(d) == out_of_order);
    }
}

// ---- what the messages say ----

TEST_CASE("RFC 5246, 7.4.9: a Finished that is wrong in one octet, or of another size") {
  const int i = GENERATE(range(0, 12));
  const auto bend = [=](octets& data) { data[static_cast<std::size_t>(i)] ^= 1; };
  CHECK(ending12({.finished = bend}) == ended(errc::finished_mismatch, decrypt_error));
  one_server s(kept::by_ticket);
  server_duet12 d(s.end, s.resuming(s.first(), {.finished = bend}));
  CHECK(ending12(d) == ended(errc::finished_mismatch, decrypt_error));
}
TEST_CASE("RFC 5246, 7.4.9: verify_data of another size than 12") {
  const auto of_size = [](std::size_t size) {
    return ending12({.finished = [=](octets& data) { data.resize(size); }});
  };
  CHECK(of_size(0) == ended(errc::truncated, decode_error, "verify_data"));
  CHECK(of_size(11) == ended(errc::truncated, decode_error, "verify_data"));
  CHECK(of_size(13) == ended(errc::message_too_long, decode_error, "finished"));
}

TEST_CASE("a point of the client's that is none") {
  const server_ending invalid = ended(errc::key_share_invalid, illegal_parameter);
  const auto with_point = [](octets point) {
    return ending12({.groups = {NamedGroup::x25519}, .key_exchange = [point](octets& p) { p = point; }});
  };
  // RFC 7748, 6.1: the all-zero secret; 1 is of small order, too.
  CHECK(with_point(octets(32)) == invalid);
  octets one(32);
  one[0] = 1;
  CHECK(with_point(one) == invalid);
  CHECK(with_point(octets(31, 9)) == invalid);
  CHECK(with_point(octets(33, 9)) == invalid);
  CHECK(with_point({}) == ended(errc::length_out_of_range, decode_error, "point"));
  // A good one, but not the one that goes with the client's secret.
  octets nine(32);
  nine[0] = 9;
  CHECK(with_point(nine) == ended(errc::bad_record_mac, bad_record_mac));
}
TEST_CASE("CVE-2015-7940: a point that isn't on the curve, or is compressed", "[wide]") {
  const auto with = [](std::function<void(octets&)> bend) {
    return ending12({.groups = {NamedGroup::secp256r1}, .key_exchange = std::move(bend)});
  };
  const server_ending invalid = ended(errc::key_share_invalid, illegal_parameter);
  CHECK(with([](octets& p) { p.back() ^= 1; }) == invalid);
  CHECK(with([](octets& p) { p = joined({octets{2}, bytes(p).subspan(1, 32)}); }) == invalid);
  CHECK(with([](octets& p) { p = {0}; }) == invalid);
  CHECK(with([](octets& p) { p[0] = 6; }) == invalid);
}

// ---- client certificates ----

TEST_CASE("A122: a client's certificate, and none") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  server_duet12 d({.credential = usual_chain()}, either(asking_config(clients)));
  CHECK(d.run().connected());
  CHECK(d.client.seen.requested);
  CHECK(d.client.seen.finished);
  CHECK(d.server_side().info().peer_signature_scheme == SignatureScheme::ed25519);
  CHECK_FALSE(d.server_side().peer_certificates().empty());
  check_talks(d);
  server_duet12 none({}, asking_config(clients));
  if (clients == client_authentication::required) {
    CHECK(ending12(none) == ended(errc::client_certificate_missing, handshake_failure));
  } else {
    CHECK(none.run().connected());
    CHECK(none.server_side().peer_certificates().empty());
  }
}
TEST_CASE("a client's signature that is wrong, of something else, or by a scheme that it may not use") {
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  const auto with = [&](std::function<void(verify_model&)> bend) {
    return shown({.certificate_verify = std::move(bend)}, clients);
  };
  const server_ending invalid = ended(errc::signature_invalid, decrypt_error);
  CHECK(with([](verify_model& m) { m.signature[9] ^= 1; }) == invalid);
  CHECK(with([](verify_model& m) { m.signature.clear(); }) == invalid);
  CHECK(with([](verify_model& m) { m.signature = octets(64); }) == invalid);
  CHECK(with([](verify_model& m) { m.algorithm = SignatureScheme(0x0203); }) ==
        ended(errc::signature_scheme_not_offered, illegal_parameter));
  // The messages before it aren't those that the server sent and received.
  CHECK(shown({.before =
                   [](auto& c, tell12 what) {
                     if (what == certificate_verify) c.forget_last_message();
                   }},
              clients) == invalid);
}
TEST_CASE("a client's signature by a scheme of another kind of key", "[wide]") {
  CHECK(shown({.certificate_verify = [](verify_model& m) { m.algorithm = SignatureScheme::ecdsa_secp256r1_sha256; }},
              client_authentication::optional) == ended(errc::signature_scheme_mismatch, illegal_parameter));
}
TEST_CASE("CVE-2024-45159: a client certificate of another CA is refused, optional or required") {
  server_config config = asking_config(GENERATE(client_authentication::optional, client_authentication::required));
  buffer key;
  config.trust = *trust_store::from_der(x509::certificate_chain::split_pem(chains::p384, key)->leaf());
  CHECK(ending12({.credential = other_chain()}, std::move(config)) ==
        ended(errc::certificate_issuer_unknown, unknown_ca));
}
TEST_CASE("a client certificate that is none") {
  CHECK(shown({.certificate = [](auto& list) { list[0] = text("no certificate"); }}, client_authentication::optional) ==
        ended(errc::certificate_malformed, bad_certificate));
}

// ---- sessions ----

TEST_CASE("A112: a session is resumed by a ticket or by its ID, again and again") {
  one_server s(any_kind(), either());
  session12 session = s.first();
  CHECK(session.ticket.empty() == (s.how == kept::by_id));
  CHECK(session.id.empty() == (s.how != kept::by_id));
  for (int i = 0; i < 3; ++i) {
    server_duet12 d(s.end, s.resuming(session));
    CHECK(outcome_of(d) == outcome::resumed);
    CHECK(d.client.saw(HandshakeType::new_session_ticket) == (s.how != kept::by_id));
    check_talks(d);
    session = d.client.session();
  }
}

namespace {
// Sessions that are found in time, but not at once.
struct slow_sessions final : session_provider {
  explicit slow_sessions(session_provider& real_) : real(&real_) {}
  status issue(session const& what, unix_time now, buffer& ticket) override { return real->issue(what, now, ticket); }
  machine::answer<found_session> find(bytes, unix_time) override { return machine::pending; }
  bool keeps_sessions() const override { return real->keeps_sessions(); }
  status keep(bytes id, session const& what, unix_time now) override { return real->keep(id, what, now); }
  void forget(bytes ticket) override { real->forget(ticket); }
  session_provider* real;
};
}  // namespace

TEST_CASE("A111: a session of TLS 1.2 that is looked up elsewhere: asked for, answered, and judged by the same rules") {
  const kept how = any_kind();
  session_box box;
  slow_sessions slow(box.provider(how != kept::in_tickets));
  server_end end(resumable(slow, either()));
  const bool takes_tickets = how != kept::by_id;
  // Who offers no session isn't looked up.
  server_duet12 first(end, {.takes_tickets = takes_tickets});
  REQUIRE(first.run().connected());
  server_duet12 d(end, {.takes_tickets = takes_tickets, .resume = first.client.session()});
  any_server& server = d.server_side();
  d.client.start();
  step s = server.receive(d.client.outgoing, noon);
  CHECK(s.consumed == d.client.outgoing.size());
  d.client.outgoing.clear();
  auto* const wanted = std::get_if<session_wanted>(&s.what);
  REQUIRE(wanted);
  CHECK(server.now() == condition::parked);
  CHECK(server.outgoing().empty());
  const auto hello = server.client_hello();
  REQUIRE(hello);
  auto found =
      slow.real->find(takes_tickets ? find<SessionTicket>(hello->extensions)->ticket : hello->legacy_session_id, noon);
  REQUIRE(found.value());
  REQUIRE(found.value()->session);
  session& theirs = *found.value()->session;
  const auto answer = [&](SessionChoice const& choice) {
    CHECK(server.resume(std::move(wanted->question), choice) == machine::resumed::ok);
    CHECK(std::holds_alternative<no_event>(server.proceed(noon).what));
  };
  SECTION("found") {
    answer({0, std::move(theirs)});
    CHECK(outcome_of(d) == outcome::resumed);
    check_talks(d);
  }
  SECTION("not found") {
    answer({});
    CHECK(outcome_of(d) == outcome::full);
    check_talks(d);
  }
  SECTION("too late, of other rules, of another name, of the other version: a full handshake") {
    const int which = GENERATE(0, 1, 2, 3);
    if (which == 0) theirs.expires_at = noon;
    if (which == 1) theirs.policy[0] ^= 1;
    if (which == 2) (void)theirs.server_name.push('x');
    if (which == 3) theirs.version = ProtocolVersion::tls13;
    answer({0, std::move(theirs)});
    CHECK(outcome_of(d) == outcome::full);
  }
  SECTION("refused") {
    CHECK(server.refuse(std::move(wanted->question)) == machine::resumed::ok);
    CHECK(ending12(d) == ended(errc::refused_by_application, access_denied));
  }
}

TEST_CASE("a session that isn't known, or of another secret") {
  one_server s(any_kind());
  session12 session = s.first();
  SECTION("a name that nobody gave") {
    (s.how == kept::by_id ? session.id : session.ticket).back() ^= 1;
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("the secret") {
    session.master[0] ^= 1;
    server_duet12 d(s.end, s.resuming(session));
    // The client can't open the server's Finished.
    CHECK_THROWS(d.run());
    CHECK_FALSE(d.connected());
  }
  SECTION("of another server") {
    one_server other(s.how, showing_config(), 2);  // that draws other IDs
    CHECK(outcome_of(other, session) == outcome::full);
  }
}

TEST_CASE("RFC 5246, 7.4.1.2: a session whose suite is no longer offered isn't resumed", "[wide]") {
  one_server s(any_kind());
  server_duet12 d(s.end, s.plan({.suites = {TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}}));
  REQUIRE(d.run().connected());
  server_duet12 again(s.end,
                      s.resuming(d.client.session(), {.suites = {TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256}}));
  CHECK(outcome_of(again) == outcome::full);
  CHECK(again.client.seen.suite == TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
}
TEST_CASE("a session goes on with its own suite, whichever the server would choose now", "[wide]") {
  one_server s(any_kind());
  server_duet12 d(s.end, s.plan({.suites = {TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256}}));
  REQUIRE(d.run().connected());
  server_duet12 again(s.end, s.resuming(d.client.session()));
  CHECK(outcome_of(again) == outcome::resumed);
  CHECK(again.client.seen.suite == TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("RFC 6066, 3: a session of another name isn't resumed") {
  one_server s(any_kind());
  CHECK(outcome_of(s, s.first(), {.server_name = "other.example"}) == outcome::full);
  CHECK(outcome_of(s, s.first(), {.server_name = ""}) == outcome::full);
  CHECK(outcome_of(s, s.first(), {.server_name = "SERVER.example"}) == outcome::resumed);
}

TEST_CASE("RFC 7627, 5.3: a resumption without extended_master_secret is refused") {
  one_server s(any_kind());
  server_duet12 d(s.end,
                  s.resuming(s.first(), {.hello = [](auto& m) { m.drop(ExtensionType::extended_master_secret); }}));
  CHECK(ending12(d) == ended(errc::extended_master_secret_missing, handshake_failure));
}

TEST_CASE("a session is resumed only by a Finished: nothing else ends the handshake") {
  one_server s(any_kind());
  const auto with = [&](flight what) {
    server_duet12 d(s.end, s.resuming(s.first(), {.flight = std::move(what)}));
    const server_ending e = ending12(d);
    CHECK(d.client.seen.resumed);
    return e;
  };
  CHECK(with({finished}) == out_of_order);
  CHECK(with({application_data}) == no_data_now);
  CHECK(with({change_cipher, application_data}) == no_data_yet);
  CHECK(with({certificate, change_cipher, finished}) == out_of_order);
  CHECK(with({change_cipher, certificate, finished}) == out_of_order);
  server_duet12 d(s.end, s.resuming(s.first(), {.flight = flight{change_cipher}}));
  d.run();
  CHECK_FALSE(d.was_connected);
  CHECK_FALSE(d.connected());
}

TEST_CASE("RFC 5246, 7.2.2: a session is forgotten after a fatal alert (A102)") {
  one_server s(GENERATE(kept::by_ticket, kept::by_id));
  server_duet12 d(s.end, s.plan());
  REQUIRE(d.run().connected());
  const session12 session = d.client.session();
  REQUIRE(s.box.store.size() == 1);
  SECTION("received") {
    d.client.put_alert(internal_error);
    d.run();
    CHECK(d.server_side().failure().code == errc::peer_alert);
    CHECK(s.box.store.size() == 0);
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("sent") {
    d.client.break_next_record();
    d.client.put_data("changed on the way");
    CHECK(ending12(d, true) == ended(errc::bad_record_mac, bad_record_mac));
    CHECK(s.box.store.size() == 0);
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("sent in the handshake that resumed it") {
    server_duet12 again(s.end, s.resuming(session, {.finished = [](octets& data) { data[0] ^= 1; }}));
    CHECK(ending12(again) == ended(errc::finished_mismatch, decrypt_error));
    CHECK(s.box.store.size() == 0);
    CHECK(outcome_of(s, session) == outcome::full);
  }
  SECTION("a connection that ends well leaves it") {
    d.client.put_alert(close_notify, 1);
    d.run();
    CHECK(outcome_of(s, session) == outcome::resumed);
  }
}

TEST_CASE("a session without a client certificate isn't resumed where one is required, and one with it is") {
  session_box box;
  server_end asks(resumable(box.stateless, asking_config()));
  server_duet12 d(asks, {.credential = usual_chain()});
  REQUIRE(d.run().connected());
  server_duet12 again(asks, {.resume = d.client.session()});
  CHECK(outcome_of(again) == outcome::resumed);
  CHECK_FALSE(again.server_side().peer_certificates().empty());
  CHECK(again.server_side().info().peer_signature_scheme == SignatureScheme::ed25519);
  server_end plain(resumable(box.stateless));
  server_duet12 nobody(plain, {});
  REQUIRE(nobody.run().connected());
  server_duet12 full(asks, {.resume = nobody.client.session(), .credential = usual_chain()});
  CHECK(outcome_of(full) == outcome::full);
}
