#include "cxtls/handshake/tls12/client/handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/record/flood_guard.hpp"
#include "support/scripted_server12.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

client_config only_1_2(client_config config = trusting_config()) {
  config.versions = version_list(ProtocolVersion::tls12);
  return config;
}
errc with_hello(std::function<void(hello_model&)> change, client_config config = trusting_config()) {
  return end_of({.hello = std::move(change)}, std::move(config));
}
void set_sentinel(hello_model& m, std::array<std::uint8_t, 8> const& value) {
  std::copy(value.begin(), value.end(), m.random.end() - 8);
}
// A session that the client got, and its master secret.
struct first {
  ticket session;
  octets master;
};
first first_session(server12_plan plan = {.ticket = text("a ticket")}, client_config config = trusting_config()) {
  duet12 d(std::move(plan), std::move(config));
  d.run();
  REQUIRE(d.connected());
  REQUIRE(d.tickets.size() == 1);
  return {std::move(d.tickets[0]), d.server.seen.master};
}

}  // namespace

TEST_CASE("A113: a full handshake with a server of TLS 1.2") {
  duet12 d({}, GENERATE(true, false) ? trusting_config() : only_1_2());
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.finished);
  CHECK(d.client_side().info().version == ProtocolVersion::tls12);
  CHECK(d.client_side().info().cipher_suite == CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
  CHECK(d.client_side().info().group == NamedGroup::x25519);
  CHECK_FALSE(d.client_side().info().resumed);
  d.server.put(ContentType::application_data, text("hello"));
  d.run();
  CHECK(d.plaintext == text("hello"));
}

TEST_CASE("a ServerHello of TLS 1.2 that says too little is refused (RFC 7627, 5.2; RFC 5746, 3.4; RFC 8422, 5.1.2)") {
  CHECK(with_hello([](auto& m) { m.drop(ExtensionType::extended_master_secret); }) ==
        errc::extended_master_secret_missing);
  CHECK(with_hello([](auto& m) { m.drop(ExtensionType::renegotiation_info); }) == errc::renegotiation_info_missing);
  CHECK(with_hello([](auto& m) { m.find(ExtensionType::renegotiation_info)->body = {1, 7}; }) ==
        errc::renegotiation_info_not_empty);
  CHECK(with_hello([](auto& m) { m.find(ExtensionType::ec_point_formats)->body = {1, 1}; }) ==
        errc::point_formats_invalid);
  CHECK(with_hello([](auto& m) { m.without_extensions = true; }) == errc::extended_master_secret_missing);
}

TEST_CASE("a ServerHello of TLS 1.2 chooses among what was offered") {
  using enum CipherSuite;
  CHECK(with_hello([](auto& m) { m.cipher_suite = TLS_AES_128_GCM_SHA256; }) == errc::cipher_suite_not_offered);
  CHECK(with_hello([](auto& m) { m.cipher_suite = CipherSuite(0x002f); }) == errc::cipher_suite_not_offered);
  CHECK(with_hello([](auto& m) { m.legacy_compression_method = 1; }) == errc::compression_not_null);
  CHECK(with_hello([](auto& m) { m.legacy_version = 0x0302; }) == errc::version_unsupported);
  CHECK(with_hello([](auto& m) { m.legacy_version = 0x0304; }) == errc::version_unsupported);
  CHECK(with_hello([](auto& m) { m.extensions.push_back(alpn({"h2"})); }) == errc::extension_unsolicited);
  CHECK(with_hello([](auto& m) { m.extensions.push_back(extension(ExtensionType::encrypt_then_mac)); }) ==
        errc::extension_unsolicited);
  CHECK(with_hello([](auto& m) { m.extensions.push_back(extension(ExtensionType::extended_master_secret)); }) ==
        errc::duplicate_extension);
  client_config config = trusting_config();
  config.alpn = {"h2"};
  CHECK(with_hello([](auto& m) { m.extensions.push_back(alpn({"h3"})); }, std::move(config)) == errc::alpn_not_offered);
  client_config newer = trusting_config();
  newer.versions = version_list(ProtocolVersion::tls13);
  CHECK(with_hello([](auto&) {}, std::move(newer)) == errc::version_unsupported);
}

TEST_CASE("RFC 8446, 4.1.3: a server that could do better is found out by its random") {
  CHECK(with_hello([](auto& m) { set_sentinel(m, downgrade_to_tls12); }) == errc::downgrade_sentinel);
  CHECK(with_hello([](auto& m) { set_sentinel(m, downgrade_to_tls11); }) == errc::downgrade_sentinel);
  CHECK(with_hello([](auto& m) { set_sentinel(m, downgrade_to_tls11); }, only_1_2()) == errc::downgrade_sentinel);
  duet12 d({.hello = [](auto& m) { set_sentinel(m, downgrade_to_tls12); }}, only_1_2());
  CHECK(d.run().connected());
}

TEST_CASE("the server's key exchange is signed, in a group and by a scheme that were offered", "[wide]") {
  const auto with = [](auto change) { return end_of({.key_exchange = change}); };
  CHECK(with([](key_exchange_model& m) { m.group = NamedGroup::X25519MLKEM768; }) == errc::group_not_offered);
  CHECK(with([](key_exchange_model& m) { m.group = NamedGroup::secp521r1; }) == errc::group_not_offered);
  CHECK(with([](key_exchange_model& m) { m.curve_type = 1; }) == errc::unknown_value);
  CHECK(with([](key_exchange_model& m) { m.algorithm = SignatureScheme(0x0203); }) ==
        errc::signature_scheme_not_offered);
  CHECK(with([](key_exchange_model& m) { m.algorithm = SignatureScheme::rsa_pkcs1_sha256; }) ==
        errc::signature_scheme_mismatch);
  CHECK(with([](key_exchange_model& m) { m.signature = octets(64, 1); }) == errc::signature_invalid);
  CHECK(with([](key_exchange_model& m) { m.point.pop_back(); }) == errc::key_share_invalid);
}

TEST_CASE("the certificate's key is of the kind that the suite names, and there is a certificate", "[wide]") {
  CHECK(end_of({.suite = CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256}) == errc::suite_key_mismatch);
  CHECK(end_of({.alter = [](HandshakeType t, octets& m) {
          if (t == HandshakeType::certificate) m = message(t, octets{0, 0, 0});
        }}) == errc::certificate_missing);
}

TEST_CASE("RFC 8422, 5.1.1: the curve of the server's key is one that was offered", "[wide]") {
  client_config config = trusting_config();
  config.groups = group_list(NamedGroup::secp384r1);
  CHECK(end_of({.credential = other_chain(),
                .scheme = other_scheme(),
                .key_exchange = [](auto& m) { m.group = NamedGroup::secp384r1; }},
               std::move(config)) == errc::group_not_offered);
}

TEST_CASE("servers of TLS 1.2 may send supported_groups, which means nothing there") {
  duet12 d({.hello = [](auto& m) { m.extensions.push_back({ExtensionType::supported_groups, octets{0, 2, 0, 29}}); }});
  CHECK(d.run().connected());
}

TEST_CASE("RFC 6066, 3: a warning that the name is unknown may come before the ServerHello, and no other alert") {
  const auto after = [](Alert alert, client_config config = trusting_config()) {
    duet12 d({}, std::move(config));
    std::uint8_t body[2] = {static_cast<std::uint8_t>(alert.level), static_cast<std::uint8_t>(alert.description)};
    d.server.put(ContentType::alert, body);
    d.run();
    return d.connected() ? errc::none : d.client_side().failure().code;
  };
  using enum AlertLevel;
  client_config newer = trusting_config();
  newer.versions = version_list(ProtocolVersion::tls13);
  CHECK(after({warning, AlertDescription::unrecognized_name}) == errc::none);
  CHECK(after({fatal, AlertDescription::unrecognized_name}) == errc::peer_alert);
  CHECK(after({warning, AlertDescription::handshake_failure}) == errc::peer_alert);
  CHECK(after({warning, AlertDescription::unrecognized_name}, std::move(newer)) == errc::peer_alert);
}

TEST_CASE("no message of the server's may be left out (RFC 5246, 7.3)") {
  const auto left_out =
      GENERATE(HandshakeType::certificate, HandshakeType::server_key_exchange, HandshakeType::new_session_ticket);
  CHECK(end_of({.ticket = text("a ticket"), .alter = [=](HandshakeType t, octets& m) {
                  if (t == left_out) m.clear();
                }}) == errc::unexpected_message);
}

namespace {
// RFC 5246, 7.3, with RFC 5077 and RFC 6066, 8: what may stand where an honest server has a message of this type.
bool is_legal(HandshakeType type, HandshakeType place) {
  using enum HandshakeType;
  if (place == certificate_status && type == server_key_exchange) return true;
  if (place == certificate_request && type == server_hello_done) return true;
  // RFC 5246, 7.4.1.1: "HelloRequest is a simple notification" that may come at any time.
  if (place != server_hello && type == hello_request) return true;
  return type == place;
}
}  // namespace

TEST_CASE("A110: at every place of the server's flight, every message but the legal ones is unexpected") {
  using enum HandshakeType;
  for (HandshakeType place : {server_hello, certificate, certificate_status, server_key_exchange, certificate_request,
                              server_hello_done, new_session_ticket, finished})
    for (int type = 0; type < 256; ++type) {
      if (is_legal(HandshakeType(type), place)) continue;
      CAPTURE(static_cast<int>(place), type);
      client_config config = only_1_2();
      config.request_ocsp_staple = true;
      CHECK(end_of({.request_certificate = true,
                    .staple = true,
                    .ticket = text("a ticket"),
                    .before =
                        [=](scripted_server12& s, HandshakeType next) {
                          if (next == place) s.put(ContentType::handshake, message(HandshakeType(type), {}));
                        }},
                   std::move(config)) == errc::unexpected_message);
    }
}

TEST_CASE("CVE-2014-0224: no Finished without ChangeCipherSpec, and none that is wrong") {
  CHECK(end_of({.change_cipher_spec = false}) == errc::unexpected_message);
  CHECK(end_of({.finished = [](octets& data) { data[11] ^= 1; }}) == errc::finished_mismatch);
}

TEST_CASE("RFC 6066, 8: a staple comes if it was promised, or doesn't") {
  client_config config = trusting_config();
  config.request_ocsp_staple = true;
  duet12 d({.staple = true}, std::move(config));
  CHECK(d.run().connected());
  client_config again = trusting_config();
  again.request_ocsp_staple = true;
  duet12 without({.staple = true,
                  .alter =
                      [](HandshakeType t, octets& m) {
                        if (t == HandshakeType::certificate_status) m.clear();
                      }},
                 std::move(again));
  CHECK(without.run().connected());
}

TEST_CASE("A122: who is asked for a certificate and has none says so; who has one shows it") {
  duet12 none({.request_certificate = true});
  CHECK(none.run().connected());
  CHECK(none.server.saw(HandshakeType::certificate));
  CHECK_FALSE(none.server.saw(HandshakeType::certificate_verify));
  duet12 one({.request_certificate = true}, config_with_credential(chains::ed25519));
  CHECK(one.run().connected());
  CHECK(one.server.saw(HandshakeType::certificate_verify));
  CHECK(one.client_side().info().own_signature_scheme == SignatureScheme::ed25519);
  client_config never = trusting_config();
  never.never_anonymous = true;
  CHECK(end_of({.request_certificate = true}, std::move(never)) == errc::no_common_signature_scheme);
}

TEST_CASE("a session of TLS 1.2 is resumed by its ticket or its ID") {
  const bool by_ticket = GENERATE(true, false), has_certificate = GENERATE(true, false);
  const auto config = [&] { return has_certificate ? config_with_credential(chains::ed25519) : trusting_config(); };
  first f = first_session({.ticket = by_ticket ? std::optional(text("a ticket")) : std::nullopt}, config());
  CHECK(f.session.version == ProtocolVersion::tls12);
  CHECK(f.session.by_session_id == !by_ticket);
  const bool new_ticket = GENERATE(true, false);
  duet12 d({.ticket = new_ticket ? std::optional(text("another")) : std::nullopt, .resume = f.master}, config(),
           std::move(f.session));
  CHECK(d.run().connected());
  CHECK(d.client_side().info().resumed);
  CHECK(d.server.seen.finished);
  CHECK_FALSE(d.client_side().peer_certificates().size() == 0);
  REQUIRE(d.tickets.size() == 1);
  CHECK(equal(d.tickets[0].identity.view(), new_ticket  ? text("another")
                                            : by_ticket ? text("a ticket")
                                                        : octets{1, 2, 3, 4}));
}

TEST_CASE("a session of TLS 1.2 that isn't resumed, or not as it was", "[wide]") {
  // Nobody can know the ID that we made up.
  CHECK(end_of({.resume = octets(48, 1)}) == errc::session_not_offered);
  first f = first_session();
  CHECK(end_of({.suite = CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .resume = f.master}, trusting_config(),
               std::move(f.session)) == errc::session_suite_changed);
  first g = first_session();
  duet12 full({}, trusting_config(), std::move(g.session));
  CHECK(full.run().connected());
  CHECK_FALSE(full.client_side().info().resumed);
  first h = first_session();
  CHECK(end_of({.resume = h.master, .hello = [](auto& m) { m.drop(ExtensionType::extended_master_secret); }},
               trusting_config(), std::move(h.session)) == errc::extended_master_secret_missing);
  first i = first_session();
  CHECK(end_of({.resume = octets(48, 9)}, trusting_config(), std::move(i.session)) == errc::bad_record_mac);
}

TEST_CASE("RFC 5246, F.1.4: no session of TLS 1.2 lasts longer than a day") {
  CHECK(first_session({.ticket = text("t"), .lifetime_hint = 0}).session.expires_at == noon + 86400);
  CHECK(first_session({.ticket = text("t"), .lifetime_hint = 0xffffffff}).session.expires_at == noon + 86400);
  CHECK(first_session({.ticket = text("t"), .lifetime_hint = 60}).session.expires_at == noon + 60);
  duet12 none({.session_id = {}, .ticket = octets{}});
  CHECK(none.run().connected());
  CHECK(none.tickets.empty());
}

TEST_CASE("RFC 5246, 7.4.1.1: a HelloRequest amid a handshake is ignored, and is in no hash; a flood of them isn't") {
  using enum HandshakeType;
  const bool staple = GENERATE(false, true);
  const auto where =
      GENERATE(certificate, server_key_exchange, certificate_request, server_hello_done, new_session_ticket, finished);
  const auto plan = [&](unsigned count, octets const& body = {}) {
    return server12_plan{.request_certificate = true,
                         .staple = staple,
                         .ticket = text("a ticket"),
                         .before = [=](scripted_server12& s, HandshakeType type) {
                           for (unsigned i = 0; type == where && i < count; ++i)
                             s.put(ContentType::handshake, message(hello_request, body));
                         }};
  };
  const auto config = [&] {
    client_config c = trusting_config();
    c.request_ocsp_staple = staple;
    return c;
  };
  duet12 few(plan(record::max_early_hello_requests), config());
  CHECK(few.run().connected());
  CHECK(few.server.seen.finished);
  CHECK(few.server.seen.alerts.empty());
  // None of them counts as one that was refused.
  few.server.put(ContentType::handshake, message(hello_request, {}));
  CHECK(few.run().connected());
  CHECK(end_of(plan(record::max_early_hello_requests + 1), config()) == errc::unexpected_message);
  CHECK(end_of(plan(1, octets{0}), config()) == errc::message_too_long);
}

TEST_CASE("RFC 5246, 7.4.1.1: a renegotiation is refused once by a warning, then by the end") {
  duet12 d;
  d.run();
  d.server.put(ContentType::handshake, message(HandshakeType::hello_request, {}));
  d.run();
  CHECK(d.connected());
  REQUIRE(d.server.seen.alerts.size() == 1);
  CHECK(d.server.seen.alerts[0].level == AlertLevel::warning);
  CHECK(d.server.seen.alerts[0].description == AlertDescription::no_renegotiation);
  d.server.put(ContentType::handshake, message(HandshakeType::hello_request, {}));
  d.run();
  CHECK(d.client_side().failure().code == errc::renegotiation_refused);
}
