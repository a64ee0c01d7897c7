#include "cxtls/handshake/tls13/client/finished_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

std::vector<HandshakeType> types_sent(duet const& d) {
  std::vector<HandshakeType> types;
  for (octets const& m : d.server.seen.messages) types.push_back(static_cast<HandshakeType>(m[0]));
  return types;
}
constexpr std::initializer_list<HandshakeType> with_certificate{HandshakeType::client_hello, HandshakeType::certificate,
                                                                HandshakeType::certificate_verify,
                                                                HandshakeType::finished};
constexpr std::initializer_list<HandshakeType> with_empty_certificate{
    HandshakeType::client_hello, HandshakeType::certificate, HandshakeType::finished};

// What somebody elsewhere does with the key: it is the key of `pem`.
Signature sign_elsewhere(any_client& c, std::string_view pem) {
  buffer der;
  REQUIRE(x509::certificate_chain::split_pem(pem, der));
  const linked_backend b;
  const auto key = linked_backend::private_key::from_der(b, der.view());
  REQUIRE(key);
  const auto wanted = c.to_be_signed();
  REQUIRE(wanted);
  std::array<std::uint8_t, crypto::max_signature_size> room;
  const auto size = key->sign(b, wanted->scheme, wanted->content, room);
  REQUIRE(size);
  Signature made;
  for (std::uint8_t octet : bytes(room).first(*size)) REQUIRE(made.octets.push(octet));
  return made;
}

duet with_external_key(std::uint64_t seed = 1) {
  return duet({.request_certificate = true}, config_with_external_key(other_chain(), scheme_list(other_scheme())),
              delivery::whole, seed);
}

}  // namespace

TEST_CASE("F3: the server's Finished must be right (RFC 8446, 4.4.4)") {
  const ending wrong{errc::finished_mismatch, "", decrypt_error};
  SECTION("any octet off") {
    const std::size_t at = GENERATE(0u, 15u, 31u);
    CHECK(ending_of({.finished = [=](octets& v) { v[at] ^= 0x80; }}) == wrong);
  }
  SECTION("all zeros") {
    CHECK(ending_of({.finished = [](octets& v) { v.assign(v.size(), 0); }}) == wrong);
  }
  SECTION("over another transcript") {
    CHECK(ending_of({.before = [](scripted_server& s, say next) {
            if (next == say::finished) s.hash_only(text("a message that the client never saw"));
          }}) == wrong);
  }
}

TEST_CASE("F3: the server's Finished must be right under SHA-384, too", "[wide]") {
  CHECK(ending_of({.suite = CipherSuite::TLS_AES_256_GCM_SHA384, .finished = [](octets& v) { v[47] ^= 1; }}) ==
        ending{errc::finished_mismatch, "", decrypt_error});
}

TEST_CASE("a Finished of another size than the hash's doesn't parse (RFC 8446, 6.2)") {
  const std::size_t size = GENERATE(0u, 31u, 33u, 48u);
  CHECK(ending_of({.finished = [=](octets& v) { v.resize(size); }}) ==
        ending{errc::finished_mismatch, "", decrypt_error});
}

TEST_CASE("C13: a client certificate, when asked, with every kind of key") {
  const auto [pem, scheme] = GENERATE(
      filter([](auto const& row) { return can(std::get<0>(row)); },
             table<std::string_view, SignatureScheme>({{chains::p256, SignatureScheme::ecdsa_secp256r1_sha256},
                                                       {chains::p384, SignatureScheme::ecdsa_secp384r1_sha384},
                                                       {usual_chain(), SignatureScheme::ed25519},
                                                       {chains::rsa2048, SignatureScheme::rsa_pss_rsae_sha256}})));
  duet d({.request_certificate = true}, config_with_credential(pem));
  CHECK(d.run().connected());
  CHECK(types_sent(d) == std::vector<HandshakeType>(with_certificate));
  CHECK(d.server.seen.certificate);
  CHECK(d.server.seen.certificate_verified);
  CHECK(d.server.seen.finished);
  CHECK(d.client_side().info().own_signature_scheme == scheme);
  CHECK(d.client_side().info().certificate_requested);
}

TEST_CASE("A122: no certificate is shown without being asked for") {
  duet d({}, config_with_credential(other_chain()));
  CHECK(d.run().connected());
  CHECK(types_sent(d) == std::vector<HandshakeType>{HandshakeType::client_hello, HandshakeType::finished});
  CHECK_FALSE(d.client_side().info().certificate_requested);
  CHECK_FALSE(d.client_side().info().own_signature_scheme);
}

TEST_CASE("A122: an empty Certificate and no CertificateVerify, with nothing to show (RFC 8446, 4.4.2)") {
  SECTION("no credential at all") {
    duet d({.request_certificate = true});
    CHECK(d.run().connected());
    CHECK(types_sent(d) == std::vector<HandshakeType>(with_empty_certificate));
  }
  SECTION("none whose key can sign what the server takes") {
    const auto only =
        GENERATE(SignatureScheme::rsa_pss_rsae_sha512, SignatureScheme::rsa_pkcs1_sha256, SignatureScheme{0x5a5a});
    duet d({.request_certificate = true,
            .request = [=](request_model& m) { m.extensions = {signature_algorithms({only})}; }},
           config_with_credential(other_chain()));
    CHECK(d.run().connected());
    CHECK(types_sent(d) == std::vector<HandshakeType>(with_empty_certificate));
    CHECK(d.client_side().info().certificate_requested);
    CHECK_FALSE(d.client_side().info().own_signature_scheme);
  }
}

TEST_CASE("A122: an RSA key for a server that only takes PKCS #1 v1.5: not for handshakes (RFC 8446, 4.2.3)",
          "[wide]") {
  duet d(
      {.request_certificate = true,
       .request = [](request_model& m) { m.extensions = {signature_algorithms({SignatureScheme::rsa_pkcs1_sha256})}; }},
      config_with_credential(chains::rsa2048));
  CHECK(d.run().connected());
  CHECK(types_sent(d) == std::vector<HandshakeType>(with_empty_certificate));
}

namespace {

own_certificate shown(std::string_view pem) { return std::move(*own_certificate::from_pem(pem)); }
// The client's Certificate message, without its header.
octets certificate_of(duet const& d) {
  for (octets const& m : d.server.seen.messages)
    if (m[0] == 11) return {m.begin() + 4, m.end()};
  return {};
}
octets leaf_of(std::string_view pem) {
  const own_certificate own = shown(pem);
  return {own.chain.leaf().begin(), own.chain.leaf().end()};
}
raw_extension authorities(std::initializer_list<bytes> names) {
  octets list;
  for (bytes name : names) list = joined({list, vector_of(2, name)});
  return extension(ExtensionType::certificate_authorities, vector_of(2, list));
}

}  // namespace

TEST_CASE("of several certificates the one goes that the server takes, and which one is told", "[wide]") {
  using enum SignatureScheme;
  const auto [scheme, pem, index] =
      GENERATE(table<SignatureScheme, std::string_view, std::size_t>({{ecdsa_secp384r1_sha384, chains::p384, 0},
                                                                      {rsa_pss_rsae_sha256, chains::rsa2048, 1},
                                                                      {ed25519, chains::ed25519, 2}}));
  client_config config = trusting_config();
  config.certificates = {shown(chains::p384), shown(chains::rsa2048), shown(chains::ed25519)};
  const SignatureScheme wanted = scheme;
  duet d({.request_certificate = true,
          .request = [=](request_model& m) { m.extensions = {signature_algorithms({wanted})}; }},
         std::move(config));
  CHECK(d.run().connected());
  CHECK(d.server.seen.certificate_verified);
  CHECK(d.client_side().info().own_certificate == index);
  CHECK(d.client_side().info().own_signature_scheme == scheme);
  const octets message = certificate_of(d);
  CHECK(equal(parse<Certificate>(message)->certificate_list.front().cert_data, leaf_of(pem)));
}

TEST_CASE("RFC 8446, 4.2.3: of several certificates the one goes that is signed as the server asked") {
  using enum SignatureScheme;
  // Keys of one kind, signed by a CA with P-256 and by one with Ed25519.
  const auto shown_to = [](std::optional<std::vector<SignatureScheme>> schemes) {
    client_config config = trusting_config();
    config.certificates = {shown(chains::ed25519), shown(chains::ed25519_only)};
    duet d({.request_certificate = true,
            .request =
                [&](request_model& m) {
                  m.extensions = {signature_algorithms({ed25519})};
                  octets list;
                  for (SignatureScheme scheme : schemes.value_or(std::vector<SignatureScheme>()))
                    list = joined({list, number(2, static_cast<std::uint16_t>(scheme))});
                  if (schemes)
                    m.extensions.push_back(extension(ExtensionType::signature_algorithms_cert, vector_of(2, list)));
                }},
           std::move(config));
    CHECK(d.run().connected());
    const auto own = d.client_side().info().own_certificate;
    CHECK(d.server.seen.certificate_verified == own.has_value());
    return own;
  };
  CHECK(shown_to(std::nullopt) == 1);
  CHECK(shown_to({{ecdsa_secp256r1_sha256}}) == 0);
  CHECK(shown_to({{SignatureScheme{0x0a0a}, ed25519}}) == 1);  // CVE-2020-1967
  CHECK(shown_to({{ed25519, ecdsa_secp256r1_sha256, ed25519}}) == 0);
  CHECK(shown_to({{rsa_pss_rsae_sha256}}) == std::nullopt);  // neither
}

TEST_CASE("a certificate that wants its issuer named is shown to who names it (RFC 8446, 4.2.4)") {
  const auto offering = [] {
    client_config config = trusting_config();
    own_certificate picky = shown(chains::ed25519);
    picky.must_match_issuer = true;
    config.certificates = {std::move(picky)};
    return config;
  };
  const octets leaf = leaf_of(chains::ed25519);
  const auto parsed = x509::parse_certificate(leaf);
  const octets issuer = [&] {  // with the SEQUENCE around it
    const bytes raw = parsed->issuer().raw();
    REQUIRE(raw.size() < 128);
    return joined({octets{0x30, static_cast<std::uint8_t>(raw.size())}, raw});
  }();
  const auto shown_to = [&](std::vector<raw_extension> more) {
    duet d({.request_certificate = true,
            .request =
                [&](request_model& m) {
                  for (raw_extension const& e : more) m.extensions.push_back(e);
                }},
           offering());
    d.run();
    CHECK(d.connected());
    CHECK(d.client_side().info().own_certificate.has_value() == d.server.seen.certificate);
    return d.server.seen.certificate;
  };
  CHECK(shown_to({authorities({issuer})}));
  CHECK_FALSE(shown_to({authorities({octets{0x30, 0}})}));
  CHECK_FALSE(shown_to({}));
}

TEST_CASE("our own staple and timestamps go to a server that asks for them, and to no other (RFC 8446, 4.4.2.1)") {
  const octets response = text("a response"), list = vector_of(2, vector_of(2, text("a timestamp")));
  const auto offering = [&] {
    client_config config = trusting_config();
    own_certificate own = shown(chains::ed25519);
    REQUIRE(own.ocsp_response.append(response));
    REQUIRE(own.signed_certificate_timestamps.append(list));
    config.certificates = {std::move(own)};
    return config;
  };
  const bool asks = GENERATE(false, true);
  duet d({.request_certificate = true,
          .request =
              [&](request_model& m) {
                if (!asks) return;
                m.extensions.push_back(extension(ExtensionType::status_request));
                m.extensions.push_back(extension(ExtensionType::signed_certificate_timestamp));
              }},
         offering());
  CHECK(d.run().connected());
  CHECK(d.server.seen.certificate_verified);
  const octets message = certificate_of(d);
  const auto entry = parse<Certificate>(message)->certificate_list.front();
  CHECK(entry.extensions.size() == (asks ? 2u : 0u));
  if (!asks) return;
  const auto staple = find<CertificateStatus>(entry.extensions);
  REQUIRE(staple);
  CHECK(equal(std::get<OCSPResponse>(staple->response).der, response));
  CHECK(as_text(find<SignedCertificateTimestampList>(entry.extensions)->sct_list.front().sct) == "a timestamp");
}

TEST_CASE("a server that insists says so afterwards: certificate_required") {
  duet d({.request_certificate = true});
  d.run();
  REQUIRE(d.connected());
  d.server.put_alert(certificate_required);
  CHECK(ending_of(d, true) == ending{errc::peer_alert, "certificate_required", {}});
  CHECK(d.client_side().alert_received() == certificate_required);
}

// ---- a key that is elsewhere ----

TEST_CASE("F31: a signature made elsewhere: asked for, given, connected") {
  duet d = with_external_key();
  d.run();
  CHECK(d.events == std::vector<std::string>{"signature_wanted"});
  CHECK(d.client_side().now() == condition::parked);
  REQUIRE(d.signature);
  CHECK(d.client_side().to_be_signed()->scheme == other_scheme());
  CHECK(d.client_side().resume(std::move(*d.signature), sign_elsewhere(d.client_side(), other_chain())) ==
        machine::resumed::ok);
  CHECK_FALSE(d.client_side().to_be_signed());
  d.run();
  CHECK(d.connected());
  CHECK(d.events == std::vector<std::string>{"signature_wanted", "connected"});
  CHECK(d.server.seen.certificate_verified);
  CHECK(d.server.seen.finished);
  CHECK(types_sent(d) == std::vector<HandshakeType>(with_certificate));
}

TEST_CASE("F31: the schemes of a key that is elsewhere are tried in its owner's order") {
  using enum SignatureScheme;
  duet d(
      {.request_certificate = true,
       .request =
           [](request_model& m) { m.extensions = {signature_algorithms({rsa_pss_rsae_sha256, rsa_pss_rsae_sha512})}; }},
      config_with_external_key(chains::rsa2048, scheme_list(rsa_pkcs1_sha256, rsa_pss_rsae_sha384, rsa_pss_rsae_sha512,
                                                            rsa_pss_rsae_sha256)));
  d.run();
  REQUIRE(d.client_side().to_be_signed());
  CHECK(d.client_side().to_be_signed()->scheme == rsa_pss_rsae_sha512);
}

TEST_CASE("F31: while parked no input is taken, and output still moves") {
  duet d = with_external_key();
  d.run();
  CHECK(d.client_side().prepare().empty());
  const octets record{23, 3, 3, 0, 1, 0};
  const step s = d.client_side().receive(record, noon);
  CHECK(s.consumed == 0);
  CHECK(s.now == condition::parked);
  CHECK_FALSE(s.can_take_more);
  CHECK(std::holds_alternative<no_event>(s.what));  // the question is out: it isn't asked twice
  CHECK(d.client_side().send(record).error().code == errc::misuse_not_connected);
  CHECK(d.client_side().failure().code == errc::none);
}

TEST_CASE("F31: a signature that is refused fails the handshake") {
  duet d = with_external_key();
  d.run();
  REQUIRE(d.signature);
  CHECK(d.client_side().refuse(std::move(*d.signature), errc::signing_failed) == machine::resumed::ok);
  CHECK(d.client_side().failure().code == errc::signing_failed);
  d.run();
  REQUIRE(d.server.seen.alerts.size() == 1);
  CHECK(d.server.seen.alerts[0].description == internal_error);
  CHECK_FALSE(d.server.seen.finished);
}

TEST_CASE("F31: a continuation answers once, and only its own question") {
  duet d = with_external_key();
  d.run();
  REQUIRE(d.signature);
  const Signature made = sign_elsewhere(d.client_side(), other_chain());
  SECTION("spent") {
    machine::continuation<Signature> moved(std::move(*d.signature));
    CHECK(d.client_side().resume(std::move(*d.signature), made) == machine::resumed::spent);
    CHECK(d.client_side().resume(std::move(moved), made) == machine::resumed::ok);
    CHECK(d.client_side().resume(std::move(moved), made) == machine::resumed::spent);
    CHECK(d.run().connected());
  }
  SECTION("superseded: another connection's") {
    duet other = with_external_key(2);
    other.run();
    REQUIRE(other.signature);
    CHECK(d.client_side().resume(std::move(*other.signature), made) == machine::resumed::superseded);
    CHECK(d.client_side().now() == condition::parked);
    CHECK(d.client_side().resume(std::move(*d.signature), made) == machine::resumed::ok);
    CHECK(d.run().connected());
  }
  SECTION("superseded: the connection was closed meanwhile") {
    CHECK(d.client_side().close());
    CHECK(d.client_side().resume(std::move(*d.signature), made) == machine::resumed::superseded);
    CHECK(d.client_side().failure().code == errc::canceled);
  }
}

TEST_CASE("F31: the connection may move while the question is out") {
  duet d = with_external_key();
  d.run();
  REQUIRE(d.signature);
  d.end.connection = moved(d.client_side());
  CHECK(d.client_side().now() == condition::parked);
  CHECK(d.client_side().resume(std::move(*d.signature), sign_elsewhere(d.client_side(), other_chain())) ==
        machine::resumed::ok);
  CHECK(d.run().connected());
  CHECK(d.server.seen.certificate_verified);
}

TEST_CASE("F31: a connection may be destroyed while the question is out") {
  std::optional<machine::continuation<Signature>> left;
  {
    duet d = with_external_key();
    d.run();
    left.emplace(std::move(*d.signature));
  }
  CHECK(*left);
  duet d = with_external_key(3);
  d.run();
  CHECK(d.client_side().resume(std::move(*left), Signature{}) == machine::resumed::superseded);
}

TEST_CASE("a wrong signature made elsewhere is the server's to refuse") {
  duet d = with_external_key();
  d.run();
  Signature wrong = sign_elsewhere(d.client_side(), other_chain());
  wrong.octets[10] ^= 1;
  CHECK(d.client_side().resume(std::move(*d.signature), wrong) == machine::resumed::ok);
  CHECK(d.run().connected());
  CHECK_FALSE(d.server.seen.certificate_verified);
}

TEST_CASE("what came before the answer waits for it: tickets behind the end of the handshake are all told") {
  duet d = with_external_key();
  d.run();
  // Half-RTT: a server may send under its application keys before the client has finished.
  d.server.put_ticket({.ticket = text("first")});
  d.server.put_ticket({.ticket = text("second")});
  d.server.put_data("data");
  CHECK(d.client_side().resume(std::move(*d.signature), sign_elsewhere(d.client_side(), other_chain())) ==
        machine::resumed::ok);
  d.run();
  CHECK(d.events == std::vector<std::string>{"signature_wanted", "connected", "ticket", "ticket"});
  CHECK(as_text(d.plaintext) == "data");
}
