#include "cxtls/handshake/tls13/server/credential_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "support/server_duet.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// A self-made credential of these names; `number` makes its key.
own_certificate certified(std::vector<std::string> const& dns_names, std::uint8_t number) {
  std::vector<x509::GeneralName> entries;
  for (std::string const& name : dns_names) entries.push_back(dns(name));
  const octet_vector der = make(leaf("root", 1, number).with(test::names(entries)));
  const bytes chain[] = {der};
  buffer key;
  REQUIRE(key.append(key_of(number).pkcs8));
  return {*certificate_chain::from_der(chain), std::move(key)};
}
// Key 20 is the default's, 21 the wildcard's, 22 the exact one's.
server_config three_names(bool known_only = false) {
  server_config config;
  config.certificates = {certified({"default.example"}, 20), certified({"*.example.org"}, 21),
                         certified({"www.example.org", "www.example.net"}, 22)};
  config.require_known_name = known_only;
  return config;
}
octets public_key_of(std::uint8_t number) { return key_of(number).public_key; }
octets key_shown(server_duet const& d) {
  const auto key = x509::leaf_public_key(d.client.seen.certificates.at(0));
  auto const* ed25519 = std::get_if<crypto::ed25519_public_key>(&*key);
  return ed25519 == nullptr ? octets{} : octets(ed25519->key.begin(), ed25519->key.end());
}

octets leaf_of(std::string_view pem) {
  buffer key;
  const auto chain = x509::certificate_chain::split_pem(pem, key);
  return octets(chain->leaf().begin(), chain->leaf().end());
}

// What somebody elsewhere does with the key: it is the key of `pem`.
Signature sign_elsewhere(any_server& s, std::string_view pem) {
  buffer der;
  REQUIRE(x509::certificate_chain::split_pem(pem, der));
  const linked_backend b;
  const auto key = linked_backend::private_key::from_der(b, der.view());
  const auto wanted = s.to_be_signed();
  REQUIRE(wanted);
  std::array<std::uint8_t, crypto::max_signature_size> room;
  const auto size = key->sign(b, wanted->scheme, wanted->content, room);
  REQUIRE(size);
  Signature made;
  for (std::uint8_t octet : bytes(room).first(*size)) REQUIRE(made.octets.push(octet));
  return made;
}
server_config elsewhere() { return config_with_key_elsewhere(other_chain(), scheme_list(other_scheme())); }
server_config asking_for_credentials() {
  server_config config = showing_config({usual_chain(), other_chain()});
  config.ask_application_for_credential = true;
  return config;
}

}  // namespace

// ---- which certificate ----

TEST_CASE("A83: an exact name before a wildcard before the first of the list") {
  const auto [asked, number] = GENERATE(table<std::string, std::uint8_t>({{"www.example.org", 22},
                                                                          {"WWW.example.NET", 22},
                                                                          {"mail.example.org", 21},
                                                                          {"default.example", 20},
                                                                          {"a.b.example.org", 20},
                                                                          {"example.org", 20},
                                                                          {"unknown.example", 20},
                                                                          {"", 20}}));
  CAPTURE(asked);
  server_duet d({.server_name = asked}, three_names());
  CHECK(d.run().connected());
  CHECK(key_shown(d) == public_key_of(number));
  CHECK(d.client.seen.signature);
}

TEST_CASE("ALPACA, A82: a server that insists on a name that it has shows nobody else's certificate") {
  SECTION("known") {
    server_duet d({.server_name = GENERATE(as<std::string>{}, "www.example.org", "mail.example.org")},
                  three_names(true));
    CHECK(d.run().connected());
  }
  SECTION("unknown, or none, or an address") {
    const std::string asked = GENERATE(as<std::string>{}, "unknown.example", "", "192.0.2.1");
    server_duet d({.server_name = asked}, three_names(true));
    CHECK(ending_of(d) == server_ending{errc::unrecognized_name, "", unrecognized_name});
    CHECK(d.client.seen.certificates.empty());
  }
}

TEST_CASE("the certificate is one whose key signs by a scheme that the client takes (RFC 8446, 4.4.2.2)", "[wide]") {
  using enum SignatureScheme;
  const auto [takes, expected] = GENERATE(table<std::vector<SignatureScheme>, SignatureScheme>(
      {{{ecdsa_secp256r1_sha256, ed25519}, ed25519},  // the order of our certificates
       {{ecdsa_secp256r1_sha256}, ecdsa_secp256r1_sha256},
       {{rsa_pss_rsae_sha512, rsa_pkcs1_sha256}, rsa_pss_rsae_sha512},
       {{SignatureScheme{0x0a0a}, ecdsa_secp384r1_sha384}, ecdsa_secp384r1_sha384}}));
  server_duet d({.schemes = takes}, showing_config({chains::ed25519, chains::p256, chains::p384, chains::rsa2048}));
  CHECK(d.run().connected());
  CHECK(d.client.seen.scheme == expected);
  CHECK(d.client.seen.signature);
  CHECK(d.server_side().info().own_signature_scheme == expected);
}

TEST_CASE("no scheme in common is answered with handshake_failure (RFC 8446, 4.4.2.2)") {
  using enum SignatureScheme;
  const auto takes = GENERATE(std::vector{ecdsa_secp384r1_sha384}, std::vector{rsa_pkcs1_sha256, ecdsa_sha1},
                              std::vector{SignatureScheme{0x0a0a}});
  CHECK(ending_of({.schemes = takes},
                  can(chains::rsa2048) ? showing_config({chains::p256, chains::rsa2048}) : showing_config()) ==
        server_ending{errc::no_common_signature_scheme, "", handshake_failure});
}

TEST_CASE("signature_algorithms is mandatory where a certificate authenticates (RFC 8446, 4.2.3)") {
  CHECK(ending_of({.hello = [](client_hello_model& m) { m.drop(ExtensionType::signature_algorithms); }}) ==
        server_ending{errc::extension_missing, "signature_algorithms", missing_extension});
}

TEST_CASE("certificate_authorities of a client decide between equals (RFC 8446, 4.2.4)") {
  const octet_vector other_root = encode(made_name("another root").name);
  const octet_vector der = make(leaf("another root", 1, 30).with(test::names({dns("www.example.org")})));
  const bytes chain[] = {der};
  const auto config = [&](bool strict) {
    buffer key;
    REQUIRE(key.append(key_of(30).pkcs8));
    server_config c;
    c.certificates = {certified({"www.example.org"}, 22),
                      own_certificate{*certificate_chain::from_der(chain), std::move(key)}};
    c.certificates[1].must_match_issuer = strict;
    return c;
  };
  const auto shown = [&](std::vector<octets> const& authorities, bool strict) {
    server_duet d({.server_name = "www.example.org",
                   .hello =
                       [&](client_hello_model& m) {
                         if (!authorities.empty()) m.extensions.push_back(named_authorities(authorities));
                       }},
                  config(strict));
    CHECK(d.run().connected());
    return key_shown(d);
  };
  CHECK(shown({}, false) == public_key_of(22));
  CHECK(shown({other_root}, false) == public_key_of(30));
  CHECK(shown({encode(made_name("root").name), other_root}, false) == public_key_of(22));
  CHECK(shown({encode(made_name("nobody").name)}, false) == public_key_of(22));
  CHECK(shown({other_root}, true) == public_key_of(30));
  CHECK(shown({}, true) == public_key_of(22));
}

// The first chain says to be signed by RSA.
server_config two_chains() {
  spec s = leaf("root", 1, 31).with(test::names({dns("www.example.org")}));
  s.algorithm = s.inner_algorithm = {x509::sha256WithRSAEncryption, der::any{der::tag::null, {}}};
  const octet_vector der = make(s);
  const bytes chain[] = {der};
  buffer key;
  REQUIRE(key.append(key_of(31).pkcs8));
  server_config c;
  c.certificates = {own_certificate{*certificate_chain::from_der(chain), std::move(key)},
                    certified({"www.example.org"}, 22)};
  return c;
}
raw_extension in_certificates(std::vector<SignatureScheme> const& schemes) {
  return {ExtensionType::signature_algorithms_cert, offered_schemes(schemes).body};
}

TEST_CASE("RFC 8446, 4.2.3: the chain is one that the client can verify, by signature_algorithms_cert if it is there") {
  using enum SignatureScheme;
  const auto shown = [](std::optional<std::vector<SignatureScheme>> schemes) {
    server_duet d({.schemes = {ed25519},
                   .server_name = "www.example.org",
                   .hello =
                       [&](client_hello_model& m) {
                         if (schemes) m.extensions.push_back(in_certificates(*schemes));
                       }},
                  two_chains());
    CHECK(d.run().connected());
    CHECK(d.client.seen.signature);
    return key_shown(d);
  };
  CHECK(shown(std::nullopt) == public_key_of(22));
  CHECK(shown({{rsa_pkcs1_sha256}}) == public_key_of(31));
  CHECK(shown({{ed25519, ecdsa_secp256r1_sha256}}) == public_key_of(22));
  CHECK(shown({{ed25519, rsa_pkcs1_sha256}}) == public_key_of(31));  // both: the order of the list
  // RFC 8446, 4.4.2.2: it "SHOULD continue the handshake by sending the client a certificate chain of its choice".
  CHECK(shown({{ecdsa_secp384r1_sha384}}) == public_key_of(31));
}

TEST_CASE("41, CVE-2020-1967: unknown schemes in signature_algorithms_cert are skipped, and no scheme is no list") {
  using enum SignatureScheme;
  const auto with = [](std::vector<SignatureScheme> const& schemes) {
    return client_plan{.server_name = "www.example.org",
                       .hello = [=](client_hello_model& m) { m.extensions.push_back(in_certificates(schemes)); }};
  };
  for (auto const& schemes : {std::vector{SignatureScheme{0x0a0a}},
                              {SignatureScheme{0}, SignatureScheme{0xffff}},
                              {SignatureScheme{0x0a0a}, rsa_pkcs1_sha256, rsa_pkcs1_sha256}}) {
    server_duet d(with(schemes), two_chains());
    CHECK(d.run().connected());
    CHECK(key_shown(d) == public_key_of(31));
  }
  CHECK(ending_of(with({}), two_chains()).alert == decode_error);
}

// ---- what goes along with it ----

TEST_CASE("an OCSP response and timestamps go to clients that ask, and to no others (RFC 8446, 4.4.2.1)") {
  const octets response = text("a response"), timestamps = vector_of(2, vector_of(2, text("a timestamp")));
  const bool ocsp = GENERATE(false, true), scts = GENERATE(false, true), there = GENERATE(false, true);
  server_config config = showing_config();
  if (there) {
    REQUIRE(config.certificates[0].ocsp_response.append(response));
    REQUIRE(config.certificates[0].signed_certificate_timestamps.append(timestamps));
  }
  server_duet d({.hello =
                     [=](client_hello_model& m) {
                       if (ocsp) m.extensions.push_back(asks_for_ocsp());
                       if (scts) m.extensions.push_back(asks_for_timestamps());
                     }},
                std::move(config));
  CHECK(d.run().connected());
  std::vector<raw_extension> expected;
  if (there && ocsp)
    expected.push_back({ExtensionType::status_request, joined({number(1, 1), vector_of(3, response)})});
  if (there && scts) expected.push_back({ExtensionType::signed_certificate_timestamp, timestamps});
  REQUIRE(d.client.seen.certificate_extensions.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(d.client.seen.certificate_extensions[i].type == expected[i].type);
    CHECK(d.client.seen.certificate_extensions[i].body == expected[i].body);
  }
}

TEST_CASE("a status_request of an unknown type gets no OCSP response (RFC 6066, 8)") {
  server_config config = showing_config();
  REQUIRE(config.certificates[0].ocsp_response.append(text("a response")));
  server_duet d({.hello =
                     [](client_hello_model& m) {
                       m.extensions.push_back(extension(ExtensionType::status_request, {7, 0, 0, 0, 0}));
                     }},
                std::move(config));
  d.run();
  CHECK(d.connected());
  CHECK(d.client.seen.certificate_extensions.empty());
}

TEST_CASE("the chain goes out as it was given, leaf first") {
  const octet_vector intermediate = make(ca("middle", 5, "root", 1)), der = make(leaf("middle", 5, 9));
  const bytes chain[] = {der, intermediate};
  buffer key;
  REQUIRE(key.append(key_of(9).pkcs8));
  server_config config;
  config.certificates = {own_certificate{*certificate_chain::from_der(chain), std::move(key)}};
  server_duet d({}, std::move(config));
  CHECK(d.run().connected());
  CHECK(d.client.seen.certificates == std::vector<octets>{der, intermediate});
}

// ---- a credential that the application chooses ----

TEST_CASE("A82: the application chooses the credential, at once or later") {
  server_duet d({}, asking_for_credentials());
  d.run();
  CHECK(d.events == std::vector<std::string>{"credential_wanted"});
  CHECK(d.server_side().now() == condition::parked);
  CHECK(d.server_side().outgoing().empty());
  REQUIRE(d.credential);
  // What it needs to choose is there.
  const auto hello = d.server_side().client_hello();
  REQUIRE(hello);
  CHECK(find<SignatureAlgorithms>(hello->extensions));
  CHECK(as_text(d.server_side().info().server_name->view()) == "server.example");
  SECTION("one of the configuration's") {
    CHECK(d.answer(d.credential, CredentialChoice{1}) == machine::resumed::ok);
    CHECK(d.run().connected());
    CHECK(d.client.seen.scheme == other_scheme());
    CHECK(d.client.seen.signature);
    CHECK_FALSE(d.server_side().client_hello());
  }
  SECTION("one of its own") {
    const std::string_view own = can(chains::p384) ? chains::p384 : chains::ed25519;
    CHECK(d.answer_with(*own_certificate::from_pem(own)) == machine::resumed::ok);
    CHECK(d.run().connected());
    CHECK(d.client.seen.certificates.at(0) == leaf_of(own));
    CHECK(d.client.seen.signature);
    CHECK(d.client.seen.scheme ==
          (can(chains::p384) ? SignatureScheme::ecdsa_secp384r1_sha384 : SignatureScheme::ed25519));
  }
  SECTION("one whose key the client doesn't take") {
    own_certificate own = *own_certificate::from_pem(chains::ed25519);
    own.signature_schemes = scheme_list(SignatureScheme::rsa_pss_rsae_sha256);
    (void)d.answer_with(std::move(own));
    CHECK(ending_of(d) == server_ending{errc::no_common_signature_scheme, "", handshake_failure});
  }
  SECTION("one that isn't there") {
    (void)d.answer(d.credential, CredentialChoice{7});
    CHECK(ending_of(d) == server_ending{errc::unrecognized_name, "", unrecognized_name});
  }
  SECTION("none, with the alert of the reason") {
    const auto [why, alert] =
        GENERATE(table<errc, AlertDescription>({{errc::unrecognized_name, unrecognized_name},
                                                {errc::refused_by_application, access_denied},
                                                {errc::handshake_refused_by_application, handshake_failure}}));
    CHECK(d.server_side().refuse(std::move(*d.credential), why) == machine::resumed::ok);
    CHECK(ending_of(d) == server_ending{why, "", alert});
  }
}

TEST_CASE("A82: with a client that sent no signature_algorithms the application's choice comes to nothing") {
  server_duet d({.hello = [](client_hello_model& m) { m.drop(ExtensionType::signature_algorithms); }},
                asking_for_credentials());
  d.run();
  REQUIRE(d.credential);
  (void)d.answer(d.credential, CredentialChoice{0});
  CHECK(ending_of(d) == server_ending{errc::extension_missing, "signature_algorithms", missing_extension});
}

// ---- a key that is elsewhere ----

TEST_CASE("F31: a server's signature made elsewhere: asked for, given, connected") {
  server_duet d({}, elsewhere());
  d.run();
  CHECK(d.events == std::vector<std::string>{"signature_wanted"});
  CHECK(d.server_side().now() == condition::parked);
  REQUIRE(d.signature);
  CHECK(d.server_side().to_be_signed()->scheme == other_scheme());
  CHECK(equal(d.server_side().to_be_signed()->certificate, leaf_of(other_chain())));
  // What could be said without it is on its way.
  CHECK(d.client.types_seen() ==
        std::vector{HandshakeType::server_hello, HandshakeType::encrypted_extensions, HandshakeType::certificate});
  CHECK(d.answer(d.signature, sign_elsewhere(d.server_side(), other_chain())) == machine::resumed::ok);
  CHECK_FALSE(d.server_side().to_be_signed());
  CHECK(d.run().connected());
  CHECK(d.client.seen.signature);
  CHECK(d.events == std::vector<std::string>{"signature_wanted", "connected"});
}

TEST_CASE("F31: what is signed elsewhere is checked by nobody but the client") {
  server_duet d({}, elsewhere());
  d.run();
  Signature wrong = sign_elsewhere(d.server_side(), other_chain());
  wrong.octets[9] ^= 1;
  (void)d.answer(d.signature, wrong);
  d.run();
  CHECK_FALSE(d.client.seen.signature);
}

TEST_CASE("F31: no signature, no handshake") {
  server_duet d({}, elsewhere());
  d.run();
  SECTION("refused") {
    CHECK(d.server_side().refuse(std::move(*d.signature)) == machine::resumed::ok);
    CHECK(ending_of(d) == server_ending{errc::signing_failed, "", internal_error});
  }
  SECTION("with a reason") {
    CHECK(d.server_side().refuse(std::move(*d.signature), errc::refused_by_application) == machine::resumed::ok);
    CHECK(ending_of(d) == server_ending{errc::refused_by_application, "", access_denied});
  }
}

TEST_CASE("a key at hand that fails ends the handshake with internal_error") {
  server_duet d;
  d.end->backend_faults.only = call::sign;
  d.end->backend_faults.fail_at = 1;
  CHECK(ending_of(d) == server_ending{errc::signing_failed, "", internal_error});
}
