#include "cxtls/handshake/tls13/server/client_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/handshake/tls13/server/flight.hpp"
#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "support/server_duet.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using flight = std::vector<tell>;

namespace {

constexpr auto required = client_authentication::required;
constexpr auto optional = client_authentication::optional;

server_ending shown(client_plan plan, client_authentication clients = required) {
  return ending_of(std::move(plan), asking_config(clients));
}
server_ending with_certificate(std::function<void(certificate_model&)> bend) {
  return shown({.credential = other_chain(), .certificate = std::move(bend)}, GENERATE(optional, required));
}
server_ending with_verify(std::string_view credential, std::function<void(verify_model&)> bend) {
  return shown({.credential = credential, .certificate_verify = std::move(bend)}, GENERATE(optional, required));
}
server_config judging(client_authentication clients = required) {
  server_config config = asking_config(clients);
  config.ask_application_to_verify = true;
  return config;
}
// A client of a CA made by hand, with this leaf.
server_config trusting_maker() {
  server_config config = showing_config();
  config.clients = required;
  config.trust = trusting({root()});
  return config;
}
spec client_leaf() { return leaf().with(purposes({x509::id_kp_clientAuth})); }

}  // namespace

TEST_CASE("C13: a client certificate, with every kind of key") {
  const auto clients = GENERATE(optional, required);
  const auto [pem, scheme] = GENERATE(
      filter([](auto const& row) { return can(std::get<0>(row)); },
             table<std::string_view, SignatureScheme>({{chains::p256, SignatureScheme::ecdsa_secp256r1_sha256},
                                                       {chains::p384, SignatureScheme::ecdsa_secp384r1_sha384},
                                                       {usual_chain(), SignatureScheme::ed25519},
                                                       {chains::rsa2048, SignatureScheme::rsa_pss_rsae_sha256}})));
  server_duet d({.credential = pem}, asking_config(clients));
  CHECK(d.run().connected());
  CHECK(d.server_side().info().certificate_requested);
  CHECK(d.server_side().info().peer_signature_scheme == scheme);
  REQUIRE(d.server_side().peer_certificates().size() == 1);
  buffer key;
  CHECK(equal(d.server_side().peer_certificates()[0], certificate_chain::split_pem(pem, key)->leaf()));
}

TEST_CASE("A122: a server that doesn't ask gets none, and refuses one that comes") {
  server_duet d({.credential = other_chain()});
  CHECK(d.run().connected());
  CHECK_FALSE(d.client.seen.request);
  CHECK_FALSE(d.server_side().info().certificate_requested);
  CHECK(d.server_side().peer_certificates().empty());
  CHECK(ending_of({.credential = other_chain(),
                   .flight = flight{tell::certificate, tell::certificate_verify, tell::finished}}) ==
        server_ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("a client without a certificate: let in where it is optional, refused where it is required") {
  server_duet d({}, asking_config(optional));
  CHECK(d.run().connected());
  CHECK(d.server_side().info().certificate_requested);
  CHECK(d.server_side().peer_certificates().empty());
  CHECK_FALSE(d.server_side().info().peer_signature_scheme);
  CHECK(shown({}) == server_ending{errc::certificate_required, "", certificate_required});
}

// ---- what is asked for ----

TEST_CASE("a CertificateRequest says which schemes and whose certificates are taken (RFC 8446, 4.3.2)") {
  using enum SignatureScheme;
  server_config config = asking_config();
  const std::vector<SignatureScheme> schemes = that_can({ed25519, ecdsa_secp256r1_sha256, rsa_pkcs1_sha256});
  config.signature_schemes = scheme_list();
  for (SignatureScheme scheme : schemes) REQUIRE(config.signature_schemes.push(scheme));
  buffer unused;
  const auto chain = certificate_chain::split_pem(other_chain(), unused);
  const octets subject = [&] {
    const auto anchor = trust_store::from_pem(usual_root());
    const bytes der = anchor->subject_der(0);
    return octets(der.begin(), der.end());
  }();
  server_duet d({.credential = other_chain()}, std::move(config));
  CHECK(d.run().connected());
  REQUIRE(d.client.seen.request);
  auto const& request = *d.client.seen.request;
  REQUIRE(request.size() >= 2);
  CHECK(request.front().type == ExtensionType::signature_algorithms);
  CHECK(request.front().body == offered_schemes(schemes).body);
  CHECK(request.back().type == ExtensionType::certificate_authorities);
  CHECK(request.back().body == named_authorities({subject}).body);
  // It is the issuer that the client's certificate names.
  const auto leaf_parsed = x509::parse_certificate(chain->leaf());
  REQUIRE(leaf_parsed);
  CHECK(x509::same(*parse<x509::Name>(subject), leaf_parsed->issuer()));
  // RFC 8446, 4.2.3: what certificates may be signed by is said if it is more.
  if (!can(rsa_pss_rsae_sha256)) {
    CHECK(request.size() == 2);
    return;
  }
  REQUIRE(request.size() == 3);
  CHECK(request[1].type == ExtensionType::signature_algorithms_cert);
  const auto said = parse<SignatureAlgorithmsCert>(request[1].body);
  REQUIRE(said);
  for (SignatureScheme scheme : {ed25519, ecdsa_secp256r1_sha256, rsa_pss_rsae_sha256, rsa_pkcs1_sha512})
    CHECK(said->supported_signature_algorithms.contains(scheme));
}

TEST_CASE("signature_algorithms_cert isn't said where it would be signature_algorithms again (RFC 8446, 4.2.3)") {
  server_duet d({.stops_at_flight = true}, asking_config());
  d.run();
  REQUIRE(d.client.seen.request);
  for (raw_extension const& e : *d.client.seen.request) CHECK(e.type != ExtensionType::signature_algorithms_cert);
}

TEST_CASE("certificate_authorities can be kept to oneself, and are left out when they are many (RFC 8446, 4.2.4)") {
  const auto asked = [](server_config config) {
    server_duet d({.stops_at_flight = true}, std::move(config));
    d.run();
    REQUIRE(d.client.seen.request);
    return d.client.seen.request->size();
  };
  server_config silent = asking_config();
  silent.name_authorities = false;
  CHECK(asked(std::move(silent)) == 1);
  const auto with_anchors = [](std::size_t count, std::size_t length) {
    server_config config = asking_config();
    config.trust = {};
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = std::to_string(1000 + i) + std::string(length, 'x');
      REQUIRE(config.trust.add(make(root(name))));
    }
    return config;
  };
  CHECK(asked(with_anchors(hello::server::max_authorities, 1)) == 2);
  CHECK(asked(with_anchors(hello::server::max_authorities + 1, 1)) == 1);
  CHECK(asked(with_anchors(60, 200)) == 1);  // over max_authority_octets
}

// ---- Certificate ----

TEST_CASE("a client's Certificate has the request's context: none (RFC 8446, 4.4.2)") {
  CHECK(with_certificate([](certificate_model& m) { m.certificate_request_context = {1}; }) ==
        server_ending{errc::request_context_mismatch, "", illegal_parameter});
  CHECK(shown({.certificate = [](certificate_model& m) { m.certificate_request_context = {1}; }}, optional) ==
        server_ending{errc::request_context_mismatch, "", illegal_parameter});
}

TEST_CASE("F4: a Certificate's extensions answer our request, which asks for none (RFC 8446, 4.4.2)") {
  const auto with_extension = [](raw_extension e) {
    return with_certificate([=](certificate_model& m) { m.certificate_list[0].extensions = {e}; });
  };
  CHECK(with_extension(extension(ExtensionType::status_request, {1, 0, 0, 1, 5})) ==
        server_ending{errc::extension_unsolicited, "status_request", unsupported_extension});
  CHECK(with_extension(extension(ExtensionType::server_name)) ==
        server_ending{errc::extension_misplaced, "server_name", illegal_parameter});
  CHECK(with_extension(extension(ExtensionType{0x6a6a})).alert == unsupported_extension);
}

TEST_CASE("CVE-2014-6321: what is no certificate is answered with bad_certificate") {
  CHECK(with_certificate([](certificate_model& m) { m.certificate_list[0].cert_data = octets(300, 0x30); }).alert ==
        bad_certificate);
  CHECK(with_certificate([](certificate_model& m) { m.certificate_list[0].cert_data.pop_back(); }).alert ==
        bad_certificate);
  CHECK(with_certificate([](certificate_model& m) { m.certificate_list[0].cert_data.clear(); }).alert == decode_error);
}

TEST_CASE("the longest chain that is taken, and one certificate more") {
  const auto chain_of = [](std::size_t n) {
    return [n](certificate_model& m) {
      while (m.certificate_list.size() < n) m.certificate_list.push_back(m.certificate_list[0]);
    };
  };
  server_duet d({.credential = other_chain(), .certificate = chain_of(x509::max_peer_certificates)}, asking_config());
  CHECK(d.run().connected());
  CHECK(d.server_side().peer_certificates().size() == x509::max_peer_certificates);
  CHECK(with_certificate(chain_of(x509::max_peer_certificates + 1)) ==
        server_ending{errc::certificate_chain_too_long, "", certificate_unknown});
}

// ---- CertificateVerify ----

TEST_CASE("CVE-2022-25640, CVE-2015-0205: a certificate without CertificateVerify is no identity") {
  const auto clients = GENERATE(optional, required);
  CHECK(shown({.credential = other_chain(), .flight = flight{tell::certificate, tell::finished}}, clients) ==
        server_ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("CertificateVerify without a certificate, or without a Certificate, is unexpected") {
  const server_ending unexpected{errc::unexpected_message, "", unexpected_message};
  CHECK(shown({.flight = flight{tell::certificate, tell::certificate_verify, tell::finished}}, optional) == unexpected);
  CHECK(shown({.credential = other_chain(), .flight = flight{tell::certificate_verify, tell::finished}},
              GENERATE(optional, required)) == unexpected);
}

TEST_CASE("no Certificate at all, where one was asked for, is unexpected") {
  CHECK(shown({.flight = flight{tell::finished}}, GENERATE(optional, required)) ==
        server_ending{errc::unexpected_message, "", unexpected_message});
}

TEST_CASE("F24: a scheme in CertificateVerify that wasn't asked for is refused (RFC 8446, 4.4.3)") {
  const auto scheme = GENERATE(SignatureScheme::ecdsa_sha1, SignatureScheme::rsa_pss_pss_sha256, SignatureScheme::ed448,
                               SignatureScheme{0x7a7a});
  CHECK(with_verify(chains::ed25519, [=](verify_model& m) { m.algorithm = scheme; }) ==
        server_ending{errc::signature_scheme_not_offered, "", illegal_parameter});
}

TEST_CASE("CVE-2022-25638: a scheme that doesn't fit the certificate's key is refused (RFC 8446, 4.4.3)", "[wide]") {
  using enum SignatureScheme;
  const auto [credential, scheme] =
      GENERATE(table<std::string_view, SignatureScheme>({{chains::ed25519, ecdsa_secp256r1_sha256},
                                                         {chains::p256, ed25519},
                                                         {chains::p256, ecdsa_secp384r1_sha384},
                                                         {chains::p384, ecdsa_secp256r1_sha256},
                                                         {chains::p256, rsa_pss_rsae_sha256},
                                                         {chains::rsa2048, ecdsa_secp256r1_sha256}}));
  CHECK(with_verify(credential, [other = scheme](verify_model& m) { m.algorithm = other; }) ==
        server_ending{errc::signature_scheme_mismatch, "", illegal_parameter});
}

TEST_CASE("rsa_pkcs1 signs certificates, never a CertificateVerify, though the signature is right (RFC 8446, 4.2.3)",
          "[wide]") {
  const auto scheme =
      GENERATE(SignatureScheme::rsa_pkcs1_sha256, SignatureScheme::rsa_pkcs1_sha384, SignatureScheme::rsa_pkcs1_sha512);
  CHECK(shown({.credential = chains::rsa2048, .scheme = scheme}) ==
        server_ending{errc::signature_scheme_mismatch, "", illegal_parameter});
}

TEST_CASE("a signature that is wrong is answered with decrypt_error (RFC 8446, 4.4.3)") {
  const std::string_view credential =
      GENERATE(from_range(that_can({chains::p256, chains::p384, usual_chain(), chains::rsa2048})));
  const server_ending wrong{errc::signature_invalid, "", decrypt_error};
  SECTION("one bit") {
    CHECK(with_verify(credential, [](verify_model& m) { m.signature.back() ^= 1; }) == wrong);
  }
  SECTION("none") {
    CHECK(with_verify(credential, [](verify_model& m) { m.signature.clear(); }) == wrong);
  }
  SECTION("over a transcript that isn't ours") {
    CHECK(shown({.credential = credential, .before = [](scripted_client& c, tell next) {
                   if (next == tell::certificate_verify) c.hash_only(text("a message that the server never saw"));
                 }}) == wrong);
  }
  SECTION("made for a server: nobody's own signature comes back as somebody else's") {
    CHECK(shown({.credential = credential, .signs_as_server = true}) == wrong);
  }
}

TEST_CASE("the certificate of another key, with an honest signature of one's own") {
  buffer key;
  const auto other = certificate_chain::split_pem(can(chains::p256) ? chains::p256 : chains::ed25519, key);
  const octets der(other->leaf().begin(), other->leaf().end());
  CHECK(shown({.credential = usual_chain(),
               .certificate = [=](certificate_model& m) { m.certificate_list[0].cert_data = der; },
               .certificate_verify = [](verify_model& m) { m.algorithm = other_scheme(); }}) ==
        server_ending{errc::signature_invalid, "", decrypt_error});
}

// ---- whom the chain leads to ----

TEST_CASE("CVE-2024-45159: a chain that isn't good is refused, optional or required") {
  const auto clients = GENERATE(optional, required);
  SECTION("too late, too early") {
    for (unix_time when : {unix_time{2082758401}, unix_time{1767225599}}) {
      server_duet d({.credential = other_chain()}, asking_config(clients));
      d.now = when;
      CHECK(ending_of(d).alert == certificate_expired);
    }
  }
  SECTION("another CA") {
    server_config config = asking_config(clients);
    buffer key;
    config.trust = *trust_store::from_der(certificate_chain::split_pem(chains::p384, key)->leaf());
    server_duet d({.credential = other_chain()}, std::move(config));
    CHECK(ending_of(d).alert == unknown_ca);
  }
}

TEST_CASE("CVE-2024-45159: what a client's certificate is good for is checked") {
  const auto alert_for_leaf = [](spec const& s) -> std::optional<AlertDescription> {
    server_config config = trusting_maker();
    config.clients = optional;
    server_duet d({.certificate_der = make(s), .key_der = key_of(9).pkcs8}, std::move(config));
    d.now = today;
    if (d.run().connected()) return std::nullopt;
    return ending_of(d).alert;
  };
  CHECK_FALSE(alert_for_leaf(client_leaf()));
  CHECK(alert_for_leaf(leaf()) == unsupported_certificate);  // good for servers only
  CHECK(alert_for_leaf(client_leaf().with(test::extension(x509::KeyUsage{x509::KeyUsage::cRLSign}, true))) ==
        unsupported_certificate);
}

// ---- the application's own judgement ----

TEST_CASE("the application may refuse a client that the built-in checks accept, and nothing else") {
  server_duet d({.credential = other_chain()}, judging(GENERATE(optional, required)));
  d.run();
  CHECK(d.events == std::vector<std::string>{"verification_wanted"});
  CHECK(d.server_side().now() == condition::parked);
  CHECK(d.server_side().peer_certificates().size() == 1);
  REQUIRE(d.verification);
  SECTION("accepted") {
    CHECK(d.answer(d.verification, Verified{}) == machine::resumed::ok);
    CHECK(d.run().connected());
    CHECK(d.events == std::vector<std::string>{"verification_wanted", "connected"});
  }
  SECTION("refused, with the alert of the reason") {
    const auto [why, alert] =
        GENERATE(table<errc, AlertDescription>({{errc::certificate_refused_by_application, certificate_unknown},
                                                {errc::refused_by_application, access_denied},
                                                {errc::certificate_revoked, certificate_revoked}}));
    CHECK(d.server_side().refuse(std::move(*d.verification), why) == machine::resumed::ok);
    CHECK(ending_of(d) == server_ending{why, "", alert});
  }
}

TEST_CASE("the application isn't asked about what the built-in checks refuse, nor about nobody") {
  server_duet bad({.credential = other_chain(), .certificate_verify = [](verify_model& m) { m.signature[9] ^= 1; }},
                  judging());
  CHECK(ending_of(bad).code == errc::signature_invalid);
  CHECK(bad.events.empty());
  server_duet nobody({}, judging(optional));
  CHECK(nobody.run().connected());
  CHECK(nobody.events == std::vector<std::string>{"connected"});
}
