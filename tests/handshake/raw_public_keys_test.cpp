// Raw public keys (RFC 7250) and certificate types of the application's own, at both sides and in both versions.
#include "cxtls/handshake/raw_public_keys.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/protocol/tls13/handshake_header.hpp"
#include "support/both_ends.hpp"
#include "support/duet.hpp"
#include "support/own_certificate_type.hpp"
#include "support/server_duet.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// ---- keys ----

octets copied(bytes of) { return {of.begin(), of.end()}; }
octets spki_of(std::string_view pem) {
  buffer unused;
  const auto chain = certificate_chain::split_pem(pem, unused);
  return copied(x509::parse_certificate(chain->leaf())->spki_der());
}
buffer key_of(std::string_view pem) {
  buffer key;
  REQUIRE(certificate_chain::split_pem(pem, key));
  return key;
}
spki_pin pin_of(bytes spki) {
  spki_pin pin{};
  const auto hash = crypto::hash_of(linked_backend(), crypto::hash_algorithm::sha256, spki);
  copy(hash->view(), pin.data());
  return pin;
}
spki_pin pin_of(std::string_view pem) { return pin_of(spki_of(pem)); }
own_certificate raw(std::string_view pem) { return {*certificate_chain::of_public_key(spki_of(pem)), key_of(pem)}; }
own_certificate x509_of(std::string_view pem) { return *own_certificate::from_pem(pem); }
// The application's type: of Ed25519's keys.
octets lettered_body() {
  octets body{lettered_key::letter};
  const octets spki = spki_of(usual_chain());
  body.insert(body.end(), spki.end() - 32, spki.end());
  return body;
}
own_certificate lettered() {
  return {*certificate_chain::of_type(lettered_key::type, lettered_body()), key_of(usual_chain())};
}

// ---- both sides ----

constexpr ProtocolVersion both_versions[] = {ProtocolVersion::tls13, ProtocolVersion::tls12};

client_config client_of(ProtocolVersion version, raw_public_keys how) {
  client_config config = trusting_config();
  config.profile = profile::private_pki;
  config.raw_public_keys = how;
  config.versions = version_list(version);
  return config;
}
server_config server_of(ProtocolVersion version, owned_list<own_certificate> shown) {
  server_config config;
  config.certificates = std::move(shown);
  config.versions = version_list(version);
  return config;
}
// A server that asks, and has a certificate.
server_config asking(ProtocolVersion version, raw_public_keys how, spki_pin client,
                     client_authentication clients = client_authentication::required) {
  server_config config = asking_config(clients);
  config.versions = version_list(version);
  config.client_raw_public_keys = how;
  if (how != raw_public_keys::off) REQUIRE(config.client_pins.push(client));
  return config;
}
client_config showing(ProtocolVersion version, owned_list<own_certificate> own) {
  client_config config = client_of(version, raw_public_keys::off);
  config.certificates = std::move(own);
  return config;
}
identity usual_pin() { return pinned_keys(pin_of(usual_chain())); }

void check_talks(both_ends& d) {
  REQUIRE(d.client_side().send(text("a question")));
  REQUIRE(d.server_side().send(text("an answer")));
  d.run();
  CHECK(d.there == text("a question"));
  CHECK(d.here == text("an answer"));
}

}  // namespace

TEST_CASE("C8: a server shows its bare key to a client that has it pinned, with every kind of key") {
  const auto version = GENERATE(from_range(both_versions));
  const auto chain =
      GENERATE(from_range(that_can<std::string_view>({usual_chain(), other_chain(), chains::p384, chains::rsa2048})));
  const auto how = GENERATE(delivery::whole, delivery::single_octets);
  both_ends d(client_of(version, raw_public_keys::only), server_of(version, {raw(chain)}), how, {},
              pinned_keys(pin_of(chain)));
  REQUIRE(d.run().connected());
  CHECK(d.client_side().info().version == version);
  CHECK(d.client_side().info().peer_certificate_type == CertificateType::RawPublicKey);
  CHECK(d.server_side().info().own_certificate_type == CertificateType::RawPublicKey);
  CHECK_FALSE(d.client_side().info().own_certificate_type);
  REQUIRE(d.client_side().peer_certificates().size() == 1);
  CHECK(equal(d.client_side().peer_certificates()[0], spki_of(chain)));
  check_talks(d);
}

TEST_CASE("C8: bare keys alone or beside X.509: the server's order decides among what the client takes") {
  using enum raw_public_keys;
  const auto version = GENERATE(from_range(both_versions));
  struct row {
    raw_public_keys client;
    std::vector<bool> server;  // bare?
    std::optional<CertificateType> chosen;
  };
  const auto r = GENERATE(
      row{off, {true}, std::nullopt}, row{off, {false}, CertificateType::X509},
      row{off, {true, false}, CertificateType::X509}, row{after_x509, {true}, CertificateType::RawPublicKey},
      row{after_x509, {false}, CertificateType::X509}, row{before_x509, {false, true}, CertificateType::X509},
      row{before_x509, {true, false}, CertificateType::RawPublicKey}, row{only, {true}, CertificateType::RawPublicKey},
      row{only, {false, true}, CertificateType::RawPublicKey}, row{only, {false}, std::nullopt});
  owned_list<own_certificate> shown;
  for (bool bare : r.server) REQUIRE(shown.push(bare ? raw(usual_chain()) : x509_of(usual_chain())));
  both_ends d(client_of(version, r.client), server_of(version, std::move(shown)), delivery::whole, {}, usual_pin());
  CHECK(d.run().connected() == r.chosen.has_value());
  if (r.chosen) {
    CHECK(d.client_side().info().peer_certificate_type == r.chosen);
    CHECK(d.server_side().info().own_certificate_type == r.chosen);
  } else {
    CHECK(d.server_side().failure().code == errc::certificate_type_unsupported);
    CHECK(d.client_side().alert_received() == unsupported_certificate);
  }
}

TEST_CASE("C8: a server that shows nobody another name's certificate still shows its bare key, which has none") {
  const auto version = GENERATE(from_range(both_versions));
  const auto [first_is_bare, connects] = GENERATE(table<bool, bool>({{true, true}, {false, false}}));
  server_config config = server_of(version, {});
  config.require_known_name = true;
  REQUIRE(config.certificates.push(first_is_bare ? raw(usual_chain()) : x509_of(usual_chain())));
  both_ends d(client_of(version, raw_public_keys::before_x509), std::move(config), delivery::whole, {}, usual_pin());
  CHECK(d.run().connected() == connects);
  if (!connects) CHECK(d.server_side().failure().code == errc::unrecognized_name);
}

TEST_CASE("C8: a bare key that isn't pinned is refused, whatever the trust store says") {
  const auto version = GENERATE(from_range(both_versions));
  both_ends d(client_of(version, raw_public_keys::only), server_of(version, {raw(usual_chain())}), delivery::whole, {},
              pinned_keys(spki_pin{1}, spki_pin{2}));
  CHECK_FALSE(d.run().connected());
  CHECK(d.client_side().failure().code == errc::certificate_pin_mismatch);
  CHECK(d.server_side().alert_received() == bad_certificate);
}

TEST_CASE("C8: a client that knows its server by a name offers no bare keys, whatever its configuration says") {
  const auto version = GENERATE(from_range(both_versions));
  const auto how = GENERATE(raw_public_keys::before_x509, raw_public_keys::only);
  both_ends d(client_of(version, how), server_of(version, {raw(usual_chain()), x509_of(usual_chain())}));
  CHECK(d.run().connected());
  CHECK(d.client_side().info().peer_certificate_type == CertificateType::X509);
  both_ends without(client_of(version, how), server_of(version, {raw(usual_chain())}));
  CHECK_FALSE(without.run().connected());
  CHECK(without.server_side().failure().code == errc::certificate_type_unsupported);
}

TEST_CASE("C8: the ClientHello names types only where there is more than X.509 (RFC 7250, 4.1)") {
  const auto how =
      GENERATE(raw_public_keys::off, raw_public_keys::after_x509, raw_public_keys::before_x509, raw_public_keys::only);
  const bool shows_raw = GENERATE(false, true), shows_x509 = GENERATE(false, true);
  client_config config = client_of(ProtocolVersion::tls13, how);
  if (shows_x509) REQUIRE(config.certificates.push(x509_of(usual_chain())));
  if (shows_raw) REQUIRE(config.certificates.push(raw(usual_chain())));
  duet d({}, std::move(config), delivery::whole, 1, usual_pin());
  d.run();
  const octets hello = d.server.client_hello();
  const auto parsed = parse<ClientHello>(bytes(hello).subspan(handshake_header_size));
  REQUIRE(parsed);
  const auto takes = find<ServerCertTypeOffer>(parsed->extensions);
  const auto has = find<ClientCertTypeOffer>(parsed->extensions);
  const auto codes_of = [](auto const& types) {
    std::vector<int> out;
    for (CertificateType type : types) out.push_back(static_cast<int>(type));
    return out;
  };
  using codes = std::vector<int>;
  CHECK(takes.has_value() == (how != raw_public_keys::off));
  if (takes)
    CHECK(codes_of(takes->server_certificate_types) == (how == raw_public_keys::only         ? codes{224, 2}
                                                        : how == raw_public_keys::after_x509 ? codes{0, 224, 2}
                                                                                             : codes{224, 2, 0}));
  CHECK(has.has_value() == shows_raw);
  if (has) CHECK(codes_of(has->client_certificate_types) == (shows_x509 ? codes{0, 2} : codes{2}));
}

TEST_CASE("C8: a client shows its bare key to a server that has it pinned") {
  const auto version = GENERATE(from_range(both_versions));
  const auto how = GENERATE(raw_public_keys::after_x509, raw_public_keys::before_x509, raw_public_keys::only);
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  both_ends d(showing(version, {raw(usual_chain())}), asking(version, how, pin_of(usual_chain()), clients));
  REQUIRE(d.run().connected());
  CHECK(d.client_side().info().own_certificate_type == CertificateType::RawPublicKey);
  CHECK(d.server_side().info().peer_certificate_type == CertificateType::RawPublicKey);
  CHECK(d.client_side().info().peer_certificate_type == CertificateType::X509);
  REQUIRE(d.server_side().peer_certificates().size() == 1);
  CHECK(equal(d.server_side().peer_certificates()[0], spki_of(usual_chain())));
  check_talks(d);
}

TEST_CASE("C8: of a client that has both, the server prefers what it says") {
  const auto version = GENERATE(from_range(both_versions));
  const bool raw_first = GENERATE(false, true);
  const auto [how, chosen] =
      GENERATE(table<raw_public_keys, CertificateType>({{raw_public_keys::off, CertificateType::X509},
                                                        {raw_public_keys::after_x509, CertificateType::X509},
                                                        {raw_public_keys::before_x509, CertificateType::RawPublicKey},
                                                        {raw_public_keys::only, CertificateType::RawPublicKey}}));
  owned_list<own_certificate> own;
  if (raw_first) REQUIRE(own.push(raw(usual_chain())));
  REQUIRE(own.push(x509_of(usual_chain())));
  if (!raw_first) REQUIRE(own.push(raw(usual_chain())));
  both_ends d(showing(version, std::move(own)), asking(version, how, pin_of(usual_chain())));
  REQUIRE(d.run().connected());
  CHECK(d.server_side().info().peer_certificate_type == chosen);
  CHECK(d.client_side().info().own_certificate == std::size_t((chosen == CertificateType::RawPublicKey) != raw_first));
}

TEST_CASE("C8: a client's bare key that isn't pinned is refused, and so is a certificate where only pins count") {
  const auto version = GENERATE(from_range(both_versions));
  both_ends stranger(showing(version, {raw(usual_chain())}), asking(version, raw_public_keys::only, spki_pin{1}));
  CHECK_FALSE(stranger.run().connected());
  CHECK(stranger.server_side().failure().code == errc::certificate_pin_mismatch);
  CHECK(stranger.client_side().alert_received() == bad_certificate);

  both_ends certified(showing(version, {x509_of(usual_chain())}),
                      asking(version, raw_public_keys::only, pin_of(usual_chain())));
  CHECK_FALSE(certified.run().connected());
  CHECK(certified.server_side().failure().code == errc::certificate_type_unsupported);
  CHECK(certified.client_side().alert_received() == unsupported_certificate);

  // And a bare key where only certificates count.
  both_ends bare(showing(version, {raw(usual_chain())}), asking(version, raw_public_keys::off, {}));
  CHECK_FALSE(bare.run().connected());
  CHECK(bare.server_side().failure().code == errc::certificate_type_unsupported);
}

TEST_CASE("C8: a client that has nothing of the type is anonymous, or leaves where it may not be") {
  const auto version = GENERATE(from_range(both_versions));
  client_config config = showing(version, {});
  both_ends d(std::move(config),
              asking(version, raw_public_keys::after_x509, spki_pin{1}, client_authentication::optional));
  REQUIRE(d.run().connected());
  CHECK_FALSE(d.client_side().info().own_certificate_type);
  CHECK_FALSE(d.server_side().info().peer_certificate_type);
  CHECK(d.server_side().peer_certificates().empty());
}

TEST_CASE("C8: a bare key signs from outside, too") {
  const auto version = GENERATE(from_range(both_versions));
  own_certificate shown{*certificate_chain::of_public_key(spki_of(usual_chain())),
                        external_key{scheme_list(SignatureScheme::ed25519)}};
  both_ends d(client_of(version, raw_public_keys::only), server_of(version, {std::move(shown)}), delivery::whole, {},
              usual_pin());
  d.run();
  REQUIRE(d.signature);
  const auto wanted = d.server_side().to_be_signed();
  REQUIRE(wanted);
  CHECK(equal(wanted->certificate, spki_of(usual_chain())));
}

TEST_CASE("C8: a resumed session rests on the same kind of certificate, and nothing wider") {
  const auto version = GENERATE(from_range(both_versions));
  session_box box;
  const auto config = [&] {
    server_config c = asking(version, raw_public_keys::only, pin_of(usual_chain()));
    c.certificates = {raw(usual_chain())};
    c.sessions = &box.stateless;
    c.reverify_on_resume = true;
    return c;
  };
  const auto client = [&](raw_public_keys how) {
    client_config c = client_of(version, how);
    c.certificates = {raw(usual_chain())};
    c.reverify_on_resume = true;
    return c;
  };
  const auto shared = std::make_shared<server_end>(config());
  both_ends first(shared, client(raw_public_keys::only), delivery::whole, {}, usual_pin());
  REQUIRE(first.run().connected());
  REQUIRE_FALSE(first.tickets.empty());
  CHECK(first.tickets.back().peer_certificate_type == CertificateType::RawPublicKey);

  SECTION("both sides know what was shown, and check the pins again") {
    both_ends second(shared, client(raw_public_keys::only), delivery::whole, std::move(first.tickets.back()),
                     usual_pin());
    REQUIRE(second.run().connected());
    CHECK(second.client_side().info().resumed);
    CHECK(second.client_side().info().peer_certificate_type == CertificateType::RawPublicKey);
    CHECK(second.server_side().info().peer_certificate_type == CertificateType::RawPublicKey);
    CHECK(second.server_side().info().own_certificate_type == CertificateType::RawPublicKey);
    check_talks(second);
  }
  SECTION("a client with other rules doesn't resume") {
    both_ends second(shared, client(raw_public_keys::before_x509), delivery::whole, std::move(first.tickets.back()),
                     usual_pin());
    REQUIRE(second.run().connected());
    CHECK_FALSE(second.client_side().info().resumed);
  }
  SECTION("nor one with other pins") {
    both_ends second(shared, client(raw_public_keys::only), delivery::whole, std::move(first.tickets.back()),
                     pinned_keys(pin_of(usual_chain()), spki_pin{1}));
    REQUIRE(second.run().connected());
    CHECK_FALSE(second.client_side().info().resumed);
  }
  SECTION("a server with other pins doesn't resume") {
    server_config other = config();
    REQUIRE(other.client_pins.push(spki_pin{9}));
    both_ends second(std::make_shared<server_end>(std::move(other)), client(raw_public_keys::only), delivery::whole,
                     std::move(first.tickets.back()), usual_pin());
    REQUIRE(second.run().connected());
    CHECK_FALSE(second.client_side().info().resumed);
  }
}

// ---- servers that do as they like ----

namespace {

raw_extension chosen_type(ExtensionType which, CertificateType type) {
  return {which, octets{static_cast<std::uint8_t>(type)}};
}
constexpr auto of_server = ExtensionType::server_certificate_type, of_client = ExtensionType::client_certificate_type;

server_plan bare_plan(std::function<void(certificate_model&)> change = {}) {
  return {.encrypted_extensions = {chosen_type(of_server, CertificateType::RawPublicKey)},
          .certificate = [change](certificate_model& m) {
            m.certificate_list.resize(1);
            m.certificate_list[0].cert_data = spki_of(usual_chain());
            if (change) change(m);
          }};
}
ending bare_ending(server_plan plan, raw_public_keys how = raw_public_keys::only, identity peer = usual_pin()) {
  duet d(std::move(plan), client_of(ProtocolVersion::tls13, how), delivery::whole, 1, std::move(peer));
  return ending_of(d);
}

}  // namespace

TEST_CASE("C8: a client refuses what a server makes of certificate types") {
  duet honest(bare_plan(), client_of(ProtocolVersion::tls13, raw_public_keys::only), delivery::whole, 1, usual_pin());
  REQUIRE(honest.run().connected());
  // A type that wasn't offered; silence, which means X.509, where that isn't taken.
  CHECK(bare_ending({.encrypted_extensions = {chosen_type(of_server, CertificateType::X509)}}) ==
        ending{errc::certificate_type_not_offered, "", illegal_parameter});
  CHECK(bare_ending({.encrypted_extensions = {chosen_type(of_server, CertificateType{7})}}) ==
        ending{errc::certificate_type_not_offered, "", illegal_parameter});
  CHECK(bare_ending({}) == ending{errc::certificate_type_unsupported, "", unsupported_certificate});
  CHECK(bare_ending(bare_plan(), raw_public_keys::off) ==
        ending{errc::extension_unsolicited, "server_certificate_type", unsupported_extension});
  CHECK(bare_ending(bare_plan(), raw_public_keys::only, dns_name{"server.example"}) ==
        ending{errc::extension_unsolicited, "server_certificate_type", unsupported_extension});
  CHECK(bare_ending({.encrypted_extensions = {chosen_type(of_client, CertificateType::X509)}},
                    raw_public_keys::before_x509) ==
        ending{errc::extension_unsolicited, "client_certificate_type", unsupported_extension});
  // RFC 8446, 4.4.2: "no more than one CertificateEntry"; and one there has to be.
  CHECK(bare_ending(bare_plan([](certificate_model& m) { m.certificate_list.push_back(m.certificate_list[0]); })) ==
        ending{errc::rule_broken, "certificate_list", illegal_parameter});
  CHECK(bare_ending(bare_plan([](certificate_model& m) { m.certificate_list.clear(); })) ==
        ending{errc::certificate_missing, "", decode_error});
  CHECK(bare_ending(bare_plan([](certificate_model& m) { m.certificate_list[0].cert_data.clear(); })).code ==
        errc::length_out_of_range);
}

TEST_CASE("C8: what is no SubjectPublicKeyInfo is no key, at every length, and with an octet more") {
  const octets whole = spki_of(usual_chain());
  const std::size_t size = GENERATE_COPY(range<std::size_t>(1, whole.size()));
  CHECK(bare_ending(bare_plan([&](certificate_model& m) { m.certificate_list[0].cert_data.resize(size); })).code ==
        errc::certificate_malformed);
}
TEST_CASE("C8: nor is a certificate one, nor a SubjectPublicKeyInfo a certificate") {
  CHECK(bare_ending(bare_plan([](certificate_model& m) { m.certificate_list[0].cert_data.push_back(0); })).code ==
        errc::certificate_malformed);
  CHECK(bare_ending({.encrypted_extensions = {chosen_type(of_server, CertificateType::RawPublicKey)}}).code ==
        errc::certificate_malformed);
  server_plan plan = bare_plan();
  plan.encrypted_extensions = {chosen_type(of_server, CertificateType::X509)};
  CHECK(bare_ending(std::move(plan), raw_public_keys::before_x509).code == errc::certificate_malformed);
}

TEST_CASE("C8: a pinned key that somebody else signs for is refused") {
  // The key of Ed25519's base point, which nobody here has.
  octets other = spki_of(usual_chain());
  std::fill(other.end() - 32, other.end(), std::uint8_t{0x66});
  other[other.size() - 32] = 0x58;
  CHECK(bare_ending(bare_plan([&](certificate_model& m) { m.certificate_list[0].cert_data = other; }),
                    raw_public_keys::only, pinned_keys(pin_of(other), pin_of(usual_chain()))) ==
        ending{errc::signature_invalid, "", decrypt_error});
}

// ---- clients that do as they like ----

namespace {

raw_extension offered_types(ExtensionType which, octets types) { return {which, vector_of(1, types)}; }
server_ending with_types(ExtensionType which, octets types, server_config config = showing_config()) {
  return ending_of({.hello = [=](client_hello_model& m) { m.put(offered_types(which, types)); }}, std::move(config));
}

}  // namespace

TEST_CASE("C8: a server refuses a list of types that says what no list says, or nothing that it has") {
  // RFC 7250, 4.1: a client with X.509 alone "MUST omit" the extension.
  CHECK(with_types(of_server, {0}) == server_ending{errc::rule_broken, "server_certificate_types", illegal_parameter});
  CHECK(with_types(of_client, {0}) == server_ending{errc::rule_broken, "client_certificate_types", illegal_parameter});
  CHECK(with_types(of_server, {}).alert == decode_error);
  CHECK(with_types(of_client, {}).alert == decode_error);
  CHECK(with_types(of_server, {5}) == server_ending{errc::certificate_type_unsupported, "", unsupported_certificate});
  CHECK(with_types(of_server, {2}) == server_ending{errc::certificate_type_unsupported, "", unsupported_certificate});
  CHECK(with_types(of_client, {2}, asking_config()) ==
        server_ending{errc::certificate_type_unsupported, "", unsupported_certificate});
}

TEST_CASE("C8: types that nobody knows are passed by, and the choice is told to those who asked") {
  const auto saw = [](server_duet& d, ExtensionType type) -> std::optional<octets> {
    for (raw_extension const& e : d.client.seen.encrypted_extensions)
      if (e.type == type) return e.body;
    return std::nullopt;
  };
  const bool asks = GENERATE(false, true);
  server_duet d({.credential = usual_chain(),
                 .hello =
                     [](client_hello_model& m) {
                       m.put(offered_types(of_server, {9, 5, 0}));
                       m.put(offered_types(of_client, {7, 0}));
                     }},
                asks ? asking_config() : showing_config());
  REQUIRE(d.run().connected());
  CHECK(saw(d, of_server) == octets{0});
  // "In this case ..., the client_certificate_type payload in the server hello MUST be omitted": RFC 7250, 4.2.
  CHECK(saw(d, of_client) == (asks ? std::optional(octets{0}) : std::nullopt));

  server_duet silent({.credential = usual_chain()}, asks ? asking_config() : showing_config());
  REQUIRE(silent.run().connected());
  CHECK_FALSE(saw(silent, of_server));
  CHECK_FALSE(saw(silent, of_client));
}

// ---- types of the application's own ----

TEST_CASE("C8: a certificate type from outside cxtls, at both sides and in both versions, against a pin") {
  const auto version = GENERATE(from_range(both_versions));
  server_config config = asking(version, raw_public_keys::only, pin_of(usual_chain()));
  config.certificates = {lettered()};
  client_config theirs = client_of(version, raw_public_keys::only);
  theirs.certificates = {lettered()};
  both_ends d(std::move(theirs), std::move(config), delivery::whole, {}, usual_pin());
  REQUIRE(d.run().connected());
  CHECK(d.client_side().info().peer_certificate_type == lettered_key::type);
  CHECK(d.server_side().info().peer_certificate_type == lettered_key::type);
  CHECK(equal(d.client_side().peer_certificates()[0], lettered_body()));
  check_talks(d);
}

TEST_CASE("C8: its key has to be pinned, and what its key_of() refuses is refused") {
  const auto version = GENERATE(from_range(both_versions));
  both_ends d(client_of(version, raw_public_keys::only), server_of(version, {lettered()}), delivery::whole, {},
              pinned_keys(spki_pin{1}));
  CHECK_FALSE(d.run().connected());
  CHECK(d.client_side().failure().code == errc::certificate_pin_mismatch);

  server_plan plan{.encrypted_extensions = {chosen_type(of_server, lettered_key::type)},
                   .certificate = [](certificate_model& m) {
                     m.certificate_list[0].cert_data = lettered_body();
                     m.certificate_list[0].cert_data[0] = 'L';
                   }};
  CHECK(bare_ending(std::move(plan)).code == errc::certificate_malformed);
}

TEST_CASE("C8: which types a policy accepts, in order") {
  using enum raw_public_keys;
  using own = certificate_types<lettered_key>;
  constexpr auto x509 = CertificateType::X509, bare = CertificateType::RawPublicKey;
  CHECK(accepted_certificate_types<own>(off) == certificate_type_list(x509));
  CHECK(accepted_certificate_types<own>(after_x509) == certificate_type_list(x509, lettered_key::type, bare));
  CHECK(accepted_certificate_types<own>(before_x509) == certificate_type_list(lettered_key::type, bare, x509));
  CHECK(accepted_certificate_types<own>(only) == certificate_type_list(lettered_key::type, bare));
  CHECK(accepted_certificate_types<certificate_types<>>(only) == certificate_type_list(bare));
}
