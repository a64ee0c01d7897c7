#include "cxtls/handshake/tls13/client/hello_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

ending hello_ending(std::function<void(hello_model&)> bend, client_config config = trusting_config()) {
  return ending_of({.hello = std::move(bend)}, std::move(config));
}
// A client whose configuration leaves TLS 1.2 out.
client_config only_tls13() {
  client_config config = trusting_config();
  config.versions = version_list(ProtocolVersion::tls13);
  return config;
}

void write_sentinel(hello_model& m, bytes sentinel) { copy(sentinel, m.random.data() + 24); }

// A server that has never heard of TLS 1.3.
void speak_tls12(hello_model& m) {
  m.legacy_version = 0x0303;
  m.extensions.clear();
  m.without_extensions = true;
}

}  // namespace

TEST_CASE("C12: a full handshake with every suite, group and kind of key") {
  const auto suite =
      GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                    CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  const auto group = GENERATE(from_range(that_can({NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1})));
  const auto [credential, scheme] = GENERATE(
      filter([](auto const& row) { return can(std::get<0>(row)); },
             table<std::string_view, SignatureScheme>({{chains::p256, SignatureScheme::ecdsa_secp256r1_sha256},
                                                       {chains::p384, SignatureScheme::ecdsa_secp384r1_sha384},
                                                       {usual_chain(), SignatureScheme::ed25519},
                                                       {chains::rsa2048, SignatureScheme::rsa_pss_rsae_sha256}})));
  client_config config = trusting_config();
  config.groups = group_list(group);
  duet d({.suite = suite, .credential = credential}, std::move(config));
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.finished);
  CHECK(d.events == std::vector<std::string>{"connected"});
  connection_info const& info = d.client_side().info();
  CHECK(info.version == ProtocolVersion::tls13);
  CHECK(info.cipher_suite == suite);
  CHECK(info.group == group);
  CHECK(info.peer_signature_scheme == scheme);
  CHECK_FALSE(info.hello_retried);

  const octets there = text("a question"), back = text("an answer");
  REQUIRE(d.client_side().send(there));
  d.server.put(ContentType::application_data, back);
  d.run();
  CHECK(d.server.seen.data == there);
  CHECK(d.plaintext == back);
}

TEST_CASE("the larger RSA-PSS schemes verify, too", "[wide]") {
  const auto scheme = GENERATE(SignatureScheme::rsa_pss_rsae_sha384, SignatureScheme::rsa_pss_rsae_sha512);
  duet d({.credential = chains::rsa2048, .scheme = scheme});
  CHECK(d.run().connected());
  CHECK(d.client_side().info().peer_signature_scheme == scheme);
}

TEST_CASE("T2: a server of TLS 1.2 or below is refused, with protocol_version (RFC 8446, D.1)") {
  const auto version = GENERATE(std::uint16_t{0x0303}, std::uint16_t{0x0302}, std::uint16_t{0x0301});
  const auto speak = [=](hello_model& m) {
    speak_tls12(m);
    m.legacy_version = version;
  };
  CHECK(hello_ending(speak, only_tls13()) == ending{errc::version_unsupported, "", protocol_version});
  if (version != 0x0303) CHECK(hello_ending(speak) == ending{errc::version_unsupported, "", protocol_version});
}

TEST_CASE("T2: a TLS 1.2 ServerHello with extensions of its own is refused with protocol_version") {
  CHECK(hello_ending(
            [](hello_model& m) {
              m.extensions = {extension(ExtensionType::renegotiation_info, {0}),
                              extension(ExtensionType::extended_master_secret)};
            },
            only_tls13()) == ending{errc::version_unsupported, "", protocol_version});
}

TEST_CASE("T2: the downgrade sentinels are found in a ServerHello of TLS 1.2 (RFC 8446, 4.1.3)") {
  const bytes sentinel = GENERATE(bytes(downgrade_to_tls12), bytes(downgrade_to_tls11));
  CHECK(hello_ending([=](hello_model& m) {
          speak_tls12(m);
          write_sentinel(m, sentinel);
        }) == ending{errc::downgrade_sentinel, "", illegal_parameter});
}

TEST_CASE("a sentinel in a ServerHello of TLS 1.3 means nothing") {
  duet d({.hello = [](hello_model& m) { write_sentinel(m, downgrade_to_tls12); }});
  CHECK(d.run().connected());
}

TEST_CASE("F24: supported_versions may only hold what was offered (RFC 8446, 4.2.1)") {
  const auto version = GENERATE(std::uint16_t{0x0303}, std::uint16_t{0x0302}, std::uint16_t{0x0300},
                                std::uint16_t{0x0305}, std::uint16_t{0x7f1c}, std::uint16_t{0x0a0a});
  CHECK(hello_ending([=](hello_model& m) { *m.find(ExtensionType::supported_versions) = selected_version(version); }) ==
        ending{errc::version_not_offered, "", illegal_parameter});
}

TEST_CASE("legacy_version of a TLS 1.3 ServerHello is 0x0303") {
  const auto version = GENERATE(std::uint16_t{0x0304}, std::uint16_t{0x0302});
  CHECK(hello_ending([=](hello_model& m) { m.legacy_version = version; }) ==
        ending{errc::rule_broken, "legacy_version", illegal_parameter});
}

TEST_CASE("legacy_session_id_echo is what was sent (RFC 8446, 4.1.3)") {
  SECTION("one bit off") {
    CHECK(hello_ending([](hello_model& m) { m.legacy_session_id_echo[31] ^= 1; }) ==
          ending{errc::session_id_mismatch, "", illegal_parameter});
  }
  SECTION("shorter") {
    CHECK(hello_ending([](hello_model& m) { m.legacy_session_id_echo.pop_back(); }) ==
          ending{errc::session_id_mismatch, "", illegal_parameter});
  }
  SECTION("empty") {
    CHECK(hello_ending([](hello_model& m) { m.legacy_session_id_echo.clear(); }) ==
          ending{errc::session_id_mismatch, "", illegal_parameter});
  }
  SECTION("33 octets don't parse") {
    CHECK(hello_ending([](hello_model& m) { m.legacy_session_id_echo.push_back(0); }) ==
          ending{errc::length_out_of_range, "legacy_session_id_echo", decode_error});
  }
}

TEST_CASE("legacy_compression_method is null (RFC 8446, 4.1.3)") {
  CHECK(hello_ending([](hello_model& m) { m.legacy_compression_method = 1; }) ==
        ending{errc::compression_not_null, "", illegal_parameter});
}

TEST_CASE("F24: a suite that wasn't offered is refused (RFC 8446, 4.1.3)") {
  const auto suite = GENERATE(CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CipherSuite{0x0a0a},
                              CipherSuite::TLS_AES_128_CCM_SHA256);
  CHECK(hello_ending([=](hello_model& m) { m.cipher_suite = suite; }) ==
        ending{errc::cipher_suite_not_offered, "", illegal_parameter});
}

TEST_CASE("F24: a known suite that was left out of the configuration is refused (RFC 8446, 4.1.3)", "[wide]") {
  client_config config = trusting_config();
  config.cipher_suites = suite_list(CipherSuite::TLS_AES_256_GCM_SHA384);
  CHECK(ending_of({.suite = CipherSuite::TLS_AES_128_GCM_SHA256}, std::move(config)) ==
        ending{errc::cipher_suite_not_offered, "", illegal_parameter});
}

TEST_CASE("a ServerHello without key_share is refused with missing_extension (RFC 8446, 9.2)") {
  CHECK(hello_ending([](hello_model& m) { m.drop(ExtensionType::key_share); }) ==
        ending{errc::extension_missing, "key_share", missing_extension});
}

TEST_CASE("F24: a share of another group than ours is refused (RFC 8446, 4.2.8)") {
  const auto group = GENERATE(NamedGroup::secp256r1, NamedGroup::secp521r1, NamedGroup{0x0a0a});
  CHECK(hello_ending([=](hello_model& m) { *m.find(ExtensionType::key_share) = key_share(group, octets(65, 4)); }) ==
        ending{errc::group_not_offered, "", illegal_parameter});
}

TEST_CASE("a share that is none of its group is refused (RFC 8446, 4.2.8.2 and 7.4.2)") {
  SECTION("X25519: too short, too long, all-zero result") {
    const auto share = GENERATE(octets(31, 9), octets(33, 9), octets(32, 0), octets{1, 0});
    CHECK(hello_ending([=](hello_model& m) {
            *m.find(ExtensionType::key_share) = key_share(NamedGroup::x25519, share);
          }) == ending{errc::key_share_invalid, "", illegal_parameter});
  }
  SECTION("an empty one doesn't parse") {
    CHECK(hello_ending([](hello_model& m) { *m.find(ExtensionType::key_share) = key_share(NamedGroup::x25519, {}); }) ==
          ending{errc::length_out_of_range, "key_exchange", decode_error});
  }
}

TEST_CASE("a share that is none of P-256 is refused: not on the curve, compressed, hybrid form, infinity", "[wide]") {
  octets compressed(33, 1), off_the_curve(65, 1), hybrid(65, 1);
  compressed[0] = 2;
  off_the_curve[0] = 4;
  hybrid[0] = 6;
  const auto share = GENERATE_COPY(compressed, off_the_curve, hybrid, octets{0});
  client_config config = trusting_config();
  config.groups = group_list(NamedGroup::secp256r1);
  CHECK(ending_of(
            {.hello =
                 [=](hello_model& m) { *m.find(ExtensionType::key_share) = key_share(NamedGroup::secp256r1, share); }},
            std::move(config)) == ending{errc::key_share_invalid, "", illegal_parameter});
}

TEST_CASE("F4: extensions of a ServerHello: twice, misplaced, unsolicited (RFC 8446, 4.2)") {
  SECTION("twice") {
    const auto type = GENERATE(ExtensionType::key_share, ExtensionType::supported_versions);
    const ending e = hello_ending([=](hello_model& m) { m.extensions.push_back(*m.find(type)); });
    CHECK(e == ending{errc::duplicate_extension, std::string(name_of(type)), illegal_parameter});
  }
  SECTION("known, and at home in another message") {
    const auto type = GENERATE(ExtensionType::server_name, ExtensionType::supported_groups, ExtensionType::cookie,
                               ExtensionType::application_layer_protocol_negotiation, ExtensionType::early_data,
                               ExtensionType::psk_key_exchange_modes, ExtensionType::signature_algorithms);
    const ending e = hello_ending([=](hello_model& m) { m.extensions.push_back(extension(type)); });
    CHECK(e == ending{errc::extension_misplaced, std::string(name_of(type)), illegal_parameter});
  }
  SECTION("a pre-shared key that nobody offered") {
    CHECK(hello_ending([](hello_model& m) {
            m.extensions.push_back(extension(ExtensionType::pre_shared_key, {0, 0}));
          }) == ending{errc::extension_unsolicited, "pre_shared_key", unsupported_extension});
  }
  SECTION("unknown, GREASE among them: unsolicited") {
    const auto type = GENERATE(ExtensionType{0x0a0a}, ExtensionType{0xfafa}, ExtensionType{0xff77});
    const ending e = hello_ending([=](hello_model& m) { m.extensions.push_back(extension(type, {1, 2, 3})); });
    CHECK(e.code == errc::extension_unsolicited);
    CHECK(e.alert == unsupported_extension);
  }
  SECTION("more octets in the body than it has") {
    CHECK(hello_ending([](hello_model& m) { m.find(ExtensionType::supported_versions)->body.push_back(0); }) ==
          ending{errc::trailing_data, "extension_data", decode_error});
  }
}

TEST_CASE("octets after a ServerHello's end are refused with decode_error") {
  CHECK(ending_of({.alter = [](HandshakeType type, octets& m) {
          if (type != HandshakeType::server_hello) return;
          m.push_back(0);
          m[3] = static_cast<std::uint8_t>(m[3] + 1);
        }}).alert == decode_error);
}

TEST_CASE("the hello's random fields are the backend's draws, in their order") {
  duet d;
  d.run();
  auto const& draws = d.end.backend_faults.draws;
  REQUIRE(draws.size() >= 4);  // where questions' serials begin, random, legacy_session_id, the shares' private keys
  const octets raw = d.server.client_hello();
  const auto hello = parse<ClientHello>(bytes(raw).subspan(4));
  REQUIRE(hello);
  CHECK(equal(hello->random, draws[1]));
  CHECK(equal(hello->legacy_session_id, draws[2]));
  CHECK(hello->legacy_session_id.size() == 32);
  CHECK_FALSE(equal(draws[1], draws[2]));
}

TEST_CASE("two connections draw anew") {
  duet first, second({}, trusting_config(), delivery::whole, 2);
  first.run();
  second.run();
  const octets a = first.server.client_hello(), b = second.server.client_hello();
  CHECK_FALSE(equal(bytes(a).subspan(6, 32), bytes(b).subspan(6, 32)));
}
