#include "cxtls/handshake/tls13/server/hello_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/hex.hpp"
#include "support/server_duet.hpp"
#include "vectors/rfc8448_client_authentication.hpp"
#include "vectors/rfc8448_hello_retry_request.hpp"
#include "vectors/rfc8448_resumed_0rtt.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using suites = std::vector<CipherSuite>;
using groups = std::vector<NamedGroup>;

namespace {

constexpr auto aes128 = CipherSuite::TLS_AES_128_GCM_SHA256;
constexpr auto aes256 = CipherSuite::TLS_AES_256_GCM_SHA384;
constexpr auto chacha20 = CipherSuite::TLS_CHACHA20_POLY1305_SHA256;

server_ending hello_ending(std::function<void(client_hello_model&)> bend, server_config config = showing_config()) {
  return ending_of({.hello = std::move(bend)}, std::move(config));
}
// At a server of TLS 1.3 alone.
server_ending ending_at_1_3(std::function<void(client_hello_model&)> bend) {
  server_config config = showing_config();
  config.versions = version_list(ProtocolVersion::tls13);
  return hello_ending(std::move(bend), std::move(config));
}
// What doesn't change the outcome.
void check_taken(std::function<void(client_hello_model&)> bend, server_config config = showing_config()) {
  server_duet d({.hello = std::move(bend)}, std::move(config));
  CHECK(d.run().connected());
  CHECK(d.client.seen.signature);
  CHECK(d.client.seen.finished);
}
server_config speaking(alpn_list protocols, bool required = false) {
  server_config config = showing_config();
  config.alpn = protocols;
  config.require_alpn = required;
  return config;
}

}  // namespace

TEST_CASE("A74: a full handshake with every suite, group and kind of key") {
  const auto suite = GENERATE(from_range(that_can({aes128, aes256, chacha20})));
  const auto group = GENERATE(from_range(that_can({NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1})));
  const auto [credential, scheme] = GENERATE(
      filter([](auto const& row) { return can(std::get<0>(row)); },
             table<std::string_view, SignatureScheme>({{chains::p256, SignatureScheme::ecdsa_secp256r1_sha256},
                                                       {chains::p384, SignatureScheme::ecdsa_secp384r1_sha384},
                                                       {usual_chain(), SignatureScheme::ed25519},
                                                       {chains::rsa2048, SignatureScheme::rsa_pss_rsae_sha256}})));
  server_duet d({.suites = {suite}, .groups = {group}, .shares = {group}}, showing_config({credential}));
  CHECK(d.run().connected());
  CHECK(d.events == std::vector<std::string>{"connected"});
  CHECK(d.client.seen.finished);
  CHECK(d.client.seen.signature);
  CHECK(d.client.seen.scheme == scheme);
  CHECK_FALSE(d.client.seen.retried);
  connection_info const& info = d.server_side().info();
  CHECK(info.version == ProtocolVersion::tls13);
  CHECK(info.cipher_suite == suite);
  CHECK(info.group == group);
  CHECK(info.own_signature_scheme == scheme);
  CHECK_FALSE(info.peer_signature_scheme);
  CHECK_FALSE(info.hello_retried);
  CHECK_FALSE(info.resumed);
  CHECK_FALSE(info.certificate_requested);

  const octets there = text("an answer"), back = text("a question");
  REQUIRE(d.server_side().send(there));
  d.client.put(ContentType::application_data, back);
  d.run();
  CHECK(d.client.seen.data == there);
  CHECK(d.plaintext == back);
}

// ---- versions ----

TEST_CASE("T2: TLS 1.3 is what supported_versions says it is; the rest is refused with protocol_version") {
  const server_ending old{errc::version_unsupported, "", protocol_version};
  SECTION("TLS 1.2 and below: no supported_versions, or not in it (RFC 8446, 4.2.1)") {
    CHECK(ending_at_1_3([](client_hello_model& m) { m.drop(ExtensionType::supported_versions); }) == old);
    CHECK(ending_at_1_3([](client_hello_model& m) { m.put(offered_versions({0x0303, 0x0302})); }) == old);
    CHECK(ending_at_1_3([](client_hello_model& m) { m.put(offered_versions({0x7f1c, 0x0a0a})); }) == old);
    CHECK(ending_at_1_3([](client_hello_model& m) { m.without_extensions = true; }) == old);
    CHECK(ending_at_1_3([](client_hello_model& m) { m.extensions.clear(); }) == old);
  }
  SECTION("legacy_version says nothing (RFC 8446, 4.2.1)") {
    check_taken([](client_hello_model& m) { m.legacy_version = 0x0301; });
    check_taken([](client_hello_model& m) { m.legacy_version = 0x0304; });
    CHECK(ending_at_1_3([](client_hello_model& m) {
            m.legacy_version = 0x0304;
            m.drop(ExtensionType::supported_versions);
          }) == old);
  }
  SECTION("TLS 1.3 among others, wherever it stands") {
    check_taken([](client_hello_model& m) { m.put(offered_versions({0x0a0a, 0x0305, 0x0303, 0x0304})); });
  }
  SECTION("an empty list doesn't parse") {
    CHECK(ending_at_1_3([](client_hello_model& m) { m.put(offered_versions({})); }).alert == decode_error);
  }
}

TEST_CASE("T2: what a client that speaks TLS 1.2 only sends is refused for its version, whatever else is in it") {
  CHECK(ending_at_1_3([](client_hello_model& m) {
          m.legacy_compression_methods = {1, 0};
          m.extensions = {extension(ExtensionType::key_share, {0xff}),
                          extension(ExtensionType::extended_master_secret)};
        }).alert == decode_error);
  CHECK(ending_at_1_3([](client_hello_model& m) {
          m.legacy_compression_methods = {1, 0};
          m.extensions = {extension(ExtensionType::extended_master_secret)};
        }) == server_ending{errc::version_unsupported, "", protocol_version});
}

// ---- fields ----

TEST_CASE("legacy_compression_methods is one zero (RFC 8446, 4.1.2)") {
  const octets methods = GENERATE(octets{1}, octets{0, 1}, octets{1, 0}, octets{0, 0});
  CHECK(hello_ending([=](client_hello_model& m) { m.legacy_compression_methods = methods; }) ==
        server_ending{errc::compression_not_null, "", illegal_parameter});
}

TEST_CASE("legacy_session_id is echoed as it came, of any length (RFC 8446, 4.1.3; CVE-2016-9244)") {
  const std::size_t size = GENERATE(0u, 1u, 31u, 32u);
  octets sent(size, 0x5c);
  server_duet d({.compatible = size != 0, .hello = [=](client_hello_model& m) { m.legacy_session_id = sent; }});
  CHECK(d.run().connected());
  const auto hello = parse<ServerHello>(bytes(d.client.seen.messages.at(0)).subspan(4));
  REQUIRE(hello);
  CHECK(equal(hello->legacy_session_id_echo, sent));
  // RFC 8446, D.4: a server speaks in compatibility mode if the client does.
  CHECK(d.client.seen.change_cipher_specs == (size == 0 ? 0 : 1));
}

TEST_CASE("33 octets of legacy_session_id don't parse") {
  CHECK(hello_ending([](client_hello_model& m) { m.legacy_session_id.resize(33); }) ==
        server_ending{errc::length_out_of_range, "legacy_session_id", decode_error});
}

TEST_CASE("F4: extensions of a ClientHello: twice, misplaced, too many") {
  SECTION("twice (RFC 8446, 4.2)") {
    const auto type = GENERATE(ExtensionType::server_name, ExtensionType::key_share, ExtensionType{0xff77});
    const server_ending e = hello_ending([=](client_hello_model& m) {
      if (m.find(type) == nullptr) m.extensions.push_back(extension(type));
      m.extensions.push_back(*m.find(type));
    });
    CHECK(e.code == errc::duplicate_extension);
    CHECK(e.alert == illegal_parameter);
  }
  SECTION("known, and at home in another message") {
    CHECK(hello_ending([](client_hello_model& m) {
            m.extensions.push_back(extension(ExtensionType::oid_filters, {0, 0}));
          }) == server_ending{errc::extension_misplaced, "oid_filters", illegal_parameter});
  }
  SECTION("as many as the limit, and one more") {
    const auto grown = [](std::size_t count) {
      return [=](client_hello_model& m) {
        for (std::uint16_t code = 0xc000; m.extensions.size() < count; ++code)
          m.extensions.push_back(extension(ExtensionType{code}));
      };
    };
    check_taken(grown(max_client_hello_extensions));
    CHECK(hello_ending(grown(max_client_hello_extensions + 1)) ==
          server_ending{errc::too_many_extensions, "", illegal_parameter});
    CHECK(hello_ending(grown(8000)) == server_ending{errc::too_many_extensions, "", illegal_parameter});
  }
}

TEST_CASE("GREASE in every list of a ClientHello is passed by (RFC 8701, 3)") {
  server_duet d({.alpn = {"http/1.1"},
                 .hello =
                     [](client_hello_model& m) {
                       m.cipher_suites.insert(m.cipher_suites.begin(), CipherSuite{0x1a1a});
                       m.put(offered_versions({0x2a2a, 0x0304}));
                       m.put(offered_groups({NamedGroup{0x3a3a}, NamedGroup::x25519}));
                       m.put(offered_schemes({SignatureScheme{0x4a4a}, SignatureScheme::ed25519}));
                       m.put(offered_protocols({"\x5a\x5a", "http/1.1"}));
                       m.put(psk_modes({0x0b, 1}));
                       octets shares = m.find(ExtensionType::key_share)->body;
                       shares = joined({octets{0x3a, 0x3a, 0, 1, 0}, bytes(shares).subspan(2)});
                       m.put(extension(ExtensionType::key_share, vector_of(2, shares)));
                       m.extensions.insert(m.extensions.begin(), extension(ExtensionType{0x6a6a}));
                       m.extensions.push_back(extension(ExtensionType{0x7a7a}, {0}));
                     }},
                speaking({"http/1.1"}));
  CHECK(d.run().connected());
  CHECK(as_text(d.server_side().info().alpn()) == "http/1.1");
}

// ---- suites ----

TEST_CASE("A52: the server's order decides about the suite", "[wide]") {
  server_config config = showing_config();
  config.cipher_suites = suite_list(chacha20, aes256, aes128);
  const auto [offered_suites, expected] =
      GENERATE(table<suites, CipherSuite>({{{aes128, aes256, chacha20}, chacha20},
                                           {{chacha20, aes256, aes128}, chacha20},
                                           {{aes128, aes256}, aes256},
                                           {{aes256, aes128}, aes256},
                                           {{CipherSuite{0xc02f}, aes128}, aes128}}));
  server_duet d({.suites = offered_suites}, std::move(config));
  CHECK(d.run().connected());
  CHECK(d.server_side().info().cipher_suite == expected);
  CHECK(d.client.suite().id == expected);
}

TEST_CASE("A52: no suite in common is answered with handshake_failure") {
  const server_ending none{errc::no_common_cipher_suite, "", handshake_failure};
  CHECK(hello_ending([](client_hello_model& m) {
          m.cipher_suites = {CipherSuite{0xc02f}, CipherSuite{0x1301 + 3}, CipherSuite{0x00ff}};
        }) == none);
  server_config narrow = showing_config();
  const CipherSuite ours = that_can({aes256, chacha20}).front();
  narrow.cipher_suites = suite_list(ours);
  suites others{aes128, aes256, chacha20};
  std::erase(others, ours);
  CHECK(ending_of({.suites = others}, std::move(narrow)) == none);
  CHECK(hello_ending([](client_hello_model& m) { m.cipher_suites.clear(); }).alert == decode_error);
}

// ---- groups and shares ----

TEST_CASE("CVE-2026-2673: the server's order decides about the group; a share that was sent saves a round trip",
          "[wide]") {
  using enum NamedGroup;
  server_config config = showing_config();
  config.groups = group_list(secp384r1, x25519, secp256r1);
  struct row {
    groups offered, shares;
    NamedGroup expected;
    bool retried;
  };
  const row all[] = {{{x25519, secp256r1, secp384r1}, {x25519, secp384r1}, secp384r1, false},
                     {{x25519, secp256r1, secp384r1}, {secp256r1, x25519}, x25519, false},
                     {{x25519, secp256r1, secp384r1}, {secp256r1}, secp256r1, false},
                     {{x25519, secp256r1, secp384r1}, {}, secp384r1, true},
                     {{secp256r1, x25519}, {}, x25519, true}};
  server_end shared(std::move(config));
  for (row const& r : all) {
    server_duet d(shared, {.groups = r.offered, .shares = r.shares});
    CHECK(d.run().connected());
    CHECK(d.server_side().info().group == r.expected);
    CHECK(d.client.seen.retried == r.retried);
    CHECK(d.server_side().info().hello_retried == r.retried);
  }
}

TEST_CASE("no group in common is answered with handshake_failure (RFC 8446, 4.1.1)") {
  const server_ending none{errc::no_common_group, "", handshake_failure};
  CHECK(hello_ending([](client_hello_model& m) {
          m.put(offered_groups({NamedGroup::x448, NamedGroup::secp521r1}));
          m.put(offered_shares({}));
        }) == none);
  server_config narrow = showing_config();
  const NamedGroup ours = that_can({NamedGroup::secp384r1, NamedGroup::x25519}).front();
  narrow.groups = group_list(ours);
  groups others{NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1}, shares{NamedGroup::x25519};
  std::erase(others, ours);
  std::erase(shares, ours);
  CHECK(ending_of({.groups = others, .shares = shares}, std::move(narrow)) == none);
}

TEST_CASE("supported_groups and key_share are mandatory (RFC 8446, 9.2)") {
  CHECK(hello_ending([](client_hello_model& m) { m.drop(ExtensionType::supported_groups); }) ==
        server_ending{errc::extension_missing, "supported_groups", missing_extension});
  CHECK(hello_ending([](client_hello_model& m) { m.drop(ExtensionType::key_share); }) ==
        server_ending{errc::extension_missing, "key_share", missing_extension});
}

TEST_CASE("a share is of an offered group, and one of a group (RFC 8446, 4.2.8)") {
  const server_ending broken{errc::rule_broken, "client_shares", illegal_parameter};
  CHECK(hello_ending([](client_hello_model& m) {
          m.put(offered_groups({NamedGroup::secp256r1, NamedGroup::secp384r1}));
        }) == broken);
  CHECK(hello_ending([](client_hello_model& m) {
          const octets one = m.find(ExtensionType::key_share)->body;
          m.put(extension(ExtensionType::key_share,
                          vector_of(2, joined({bytes(one).subspan(2), bytes(one).subspan(2)}))));
        }) == broken);
  SECTION("as many as the limit, and one more") {
    const auto with = [](std::size_t count) {
      return [=](client_hello_model& m) {
        groups all{NamedGroup::x25519};
        octets shares(bytes(m.find(ExtensionType::key_share)->body).subspan(2).begin(),
                      bytes(m.find(ExtensionType::key_share)->body).end());
        for (std::uint16_t code = 0xfe00; all.size() < count; ++code) {
          all.push_back(NamedGroup{code});
          shares = joined({shares, number(2, code), vector_of(2, octets{1})});
        }
        m.put(offered_groups(all));
        m.put(extension(ExtensionType::key_share, vector_of(2, shares)));
      };
    };
    check_taken(with(max_client_shares));
    CHECK(hello_ending(with(max_client_shares + 1)) == broken);
  }
}

TEST_CASE("a share that is no element of its group is refused (RFC 8446, 4.2.8.1 and 4.2.8.2)") {
  const auto [group, bad] =
      GENERATE(filter([](auto const& row) { return can(std::get<0>(row)); },
                      table<NamedGroup, octets>(
                          {{NamedGroup::x25519, octets(31, 9)},
                           {NamedGroup::x25519, octets(33, 9)},
                           {NamedGroup::x25519, octets(32, 0)},  // RFC 7748, 6.1: the shared secret would be all zeros
                           {NamedGroup::secp256r1, octets(65, 4)},
                           {NamedGroup::secp256r1, octets(33, 2)},  // compressed
                           {NamedGroup::secp384r1, octets(97, 4)}})));
  CHECK(hello_ending([g = group, octets_sent = bad](client_hello_model& m) {
          m.put(offered_shares({{g, octets_sent}}));
        }) == server_ending{errc::key_share_invalid, "", illegal_parameter});
}

// ---- application protocols ----

TEST_CASE("C12: ALPN: the server's order decides; nothing in common ends the handshake (RFC 7301, 3.2)") {
  struct row {
    alpn_list ours;
    std::vector<std::string> theirs;
    std::string expected;
  };
  const row all[] = {{{}, {}, ""},
                     {{}, {"h2", "http/1.1"}, ""},  // we don't speak of it
                     {{"h2"}, {}, ""},  // they don't
                     {{"h2"}, {"h2"}, "h2"},
                     {{"h2", "http/1.1"}, {"http/1.1", "h2"}, "h2"},
                     {{"http/1.1", "h2"}, {"h2", "http/1.1"}, "http/1.1"},
                     {{"h3", "h2"}, {"http/1.1", "h2"}, "h2"}};
  for (row const& r : all) {
    server_duet d({.alpn = r.theirs}, speaking(r.ours));
    CHECK(d.run().connected());
    CHECK(as_text(d.server_side().info().alpn()) == r.expected);
    CHECK(d.server_side().info().alpn_protocol.has_value() == !r.expected.empty());
    std::vector<raw_extension> answer;
    for (raw_extension const& e : d.client.seen.encrypted_extensions)
      if (e.type == ExtensionType::application_layer_protocol_negotiation) answer.push_back(e);
    REQUIRE(answer.size() == (r.expected.empty() ? 0 : 1));
    if (!answer.empty()) CHECK(answer[0].body == alpn({r.expected}).body);
  }
}

TEST_CASE("C12: ALPN: names are compared octet by octet; without one in common there is no connection") {
  const server_ending none{errc::no_application_protocol, "", no_application_protocol};
  const std::string theirs = GENERATE(as<std::string>{}, "h3", "h", "H2", "h22", std::string("h2\0", 3));
  CHECK(ending_of({.alpn = {theirs}}, speaking({"h2"})) == none);
}

TEST_CASE("ALPACA: a server that insists on an application protocol refuses clients that offer none") {
  const server_ending none{errc::no_application_protocol, "", no_application_protocol};
  CHECK(ending_of({}, speaking({"h2"}, true)) == none);
  CHECK(ending_of({.alpn = {"h3"}}, speaking({"h2"}, true)) == none);
  server_duet d({.alpn = {"h2"}}, speaking({"h2"}, true));
  CHECK(d.run().connected());
}

TEST_CASE("C12: an ALPN list of nothing, or with an empty name, doesn't parse") {
  CHECK(hello_ending([](client_hello_model& m) { m.put(offered_protocols({})); }).alert == decode_error);
  CHECK(hello_ending([](client_hello_model& m) { m.put(offered_protocols({"h2", ""})); }).alert == decode_error);
}

// ---- the name ----

TEST_CASE("C13: the server knows which name was asked for, in lower case; what is no host name is none") {
  const auto [said, known] = GENERATE(table<std::string, std::string>({{"server.example", "server.example"},
                                                                       {"SERVER.Example", "server.example"},
                                                                       {"", ""},
                                                                       {"192.0.2.1", ""},
                                                                       {"2001:db8::1", ""},
                                                                       {std::string("server.example\0.evil", 20), ""},
                                                                       {"server example", ""},
                                                                       {std::string(254, 'a'), ""},
                                                                       {"..", ""}}));
  CAPTURE(said);
  server_duet d({.server_name = said});
  CHECK(d.run().connected());
  REQUIRE(d.server_side().info().server_name);
  CHECK(as_text(d.server_side().info().server_name->view()) == known);
  // RFC 6066, 3: the answer says that the name was of use.
  bool answered = false;
  for (raw_extension const& e : d.client.seen.encrypted_extensions) answered |= e.type == ExtensionType::server_name;
  CHECK(answered == !known.empty());
}

TEST_CASE("C13: two names of one type, and names of an unknown type (RFC 6066, 3)") {
  const octets one = joined({number(1, 0), vector_of(2, text("a.example"))});
  const octets other = joined({number(1, 7), vector_of(2, text("?"))});
  CHECK(hello_ending([&](client_hello_model& m) {
          m.put(extension(ExtensionType::server_name, vector_of(2, joined({one, one}))));
        }).alert == illegal_parameter);
  server_duet d({.hello = [&](client_hello_model& m) {
    m.put(extension(ExtensionType::server_name, vector_of(2, joined({other, one}))));
  }});
  CHECK(d.run().connected());
  CHECK(as_text(d.server_side().info().server_name->view()) == "a.example");
}

// ---- published hellos ----

TEST_CASE("RFC 8448: its clients' hellos are taken", "[wide]") {
  const auto [hello, group] = GENERATE(table<std::string_view, NamedGroup>(
      {{rfc8448::simple_1rtt.client_hello_record, NamedGroup::x25519},
       {rfc8448::resumed_0rtt.client_hello_record, NamedGroup::x25519},  // its ticket isn't ours
       {rfc8448::client_authentication.client_hello_record, NamedGroup::x25519}}));
  server_duet d({}, showing_config({chains::p256}));
  d.note(d.server_side().receive(unhex(hello), noon));
  CHECK(d.server_side().state_name() == "WaitFinished");
  CHECK(d.server_side().info().cipher_suite == aes128);
  CHECK(d.server_side().info().group == group);
  CHECK(as_text(d.server_side().info().server_name->view()) == "server");
}

TEST_CASE("RFC 8448, 5: its first hello is answered with a HelloRetryRequest for the same suite and group", "[wide]") {
  server_config config = showing_config({chains::p256});
  config.groups = group_list(NamedGroup::secp256r1);
  server_duet d({}, std::move(config));
  d.note(d.server_side().receive(unhex(rfc8448::hello_retry_request.client_hello_1_record), noon));
  CHECK(d.server_side().state_name() == "WaitRetriedClientHello");
  const octets published = unhex(rfc8448::hello_retry_request.hello_retry_request);
  const auto expected = parse<HelloRetryRequest>(bytes(published).subspan(4));
  const octets sent(d.server_side().outgoing().begin(), d.server_side().outgoing().end());
  const auto retry = parse<HelloRetryRequest>(bytes(sent).subspan(5 + 4));
  REQUIRE(expected);
  REQUIRE(retry);
  CHECK(retry->cipher_suite == expected->cipher_suite);
  CHECK(find<KeyShareHelloRetryRequest>(retry->extensions)->selected_group ==
        find<KeyShareHelloRetryRequest>(expected->extensions)->selected_group);
  CHECK(retry->random == expected->random);
}
