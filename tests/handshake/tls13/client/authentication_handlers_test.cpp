#include "cxtls/handshake/tls13/client/authentication_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

ending with_extensions(std::vector<raw_extension> extensions, client_config config = trusting_config()) {
  return ending_of({.encrypted_extensions = std::move(extensions)}, std::move(config));
}
ending with_request(std::function<void(request_model&)> bend) {
  return ending_of({.request_certificate = true, .request = std::move(bend)});
}
ending with_certificate(std::function<void(certificate_model&)> bend) {
  return ending_of({.certificate = std::move(bend)});
}
ending with_verify(std::string_view credential, std::function<void(verify_model&)> bend) {
  return ending_of({.credential = credential, .certificate_verify = std::move(bend)});
}
client_config speaking(alpn_list protocols) {
  client_config config = trusting_config();
  config.alpn = protocols;
  return config;
}
client_config asking() {
  client_config config = trusting_config();
  config.ask_application_to_verify = true;
  return config;
}

}  // namespace

// ---- EncryptedExtensions ----

TEST_CASE("F4: EncryptedExtensions: twice, misplaced, unsolicited (RFC 8446, 4.2 and 4.3.1)") {
  SECTION("twice") {
    CHECK(with_extensions({extension(ExtensionType::server_name), extension(ExtensionType::server_name)}) ==
          ending{errc::duplicate_extension, "server_name", illegal_parameter});
  }
  SECTION("known, and at home in another message") {
    const auto type = GENERATE(ExtensionType::key_share, ExtensionType::supported_versions, ExtensionType::cookie,
                               ExtensionType::signature_algorithms, ExtensionType::psk_key_exchange_modes,
                               ExtensionType::pre_shared_key, ExtensionType::signed_certificate_timestamp);
    const ending e = with_extensions({extension(type)});
    CHECK(e == ending{errc::extension_misplaced, std::string(name_of(type)), illegal_parameter});
  }
  SECTION("not offered") {
    CHECK(with_extensions({extension(ExtensionType::early_data)}) ==
          ending{errc::extension_unsolicited, "early_data", unsupported_extension});
    CHECK(with_extensions({extension(ExtensionType::max_fragment_length, {1})}) ==
          ending{errc::extension_unsolicited, "max_fragment_length", unsupported_extension});
    CHECK(with_extensions({extension(ExtensionType::record_size_limit, {0x40, 0})}) ==
          ending{errc::extension_unsolicited, "record_size_limit", unsupported_extension});
  }
  SECTION("unknown, GREASE among them") {
    const auto type = GENERATE(ExtensionType{0x3a3a}, ExtensionType{0xff77});
    const ending e = with_extensions({extension(type, {0})});
    CHECK(e.code == errc::extension_unsolicited);
    CHECK(e.alert == unsupported_extension);
  }
}

TEST_CASE("supported_groups in EncryptedExtensions informs, and changes nothing (RFC 8446, 4.2.7)") {
  duet d({.encrypted_extensions = {extension(ExtensionType::supported_groups, {0, 4, 0, 23, 0, 30})}});
  CHECK(d.run().connected());
}

TEST_CASE("C13: the answer to server_name is empty (RFC 6066, 3)") {
  SECTION("empty") {
    duet d({.encrypted_extensions = {extension(ExtensionType::server_name)}});
    CHECK(d.run().connected());
  }
  SECTION("not empty") { CHECK(with_extensions({extension(ExtensionType::server_name, {0})}).alert == decode_error); }
  SECTION("an answer to an address, which has no server_name, is unsolicited") {
    duet d({.encrypted_extensions = {extension(ExtensionType::server_name)}}, trusting_config(), delivery::whole, 1,
           ip_address{"192.0.2.1"});
    CHECK(ending_of(d) == ending{errc::extension_unsolicited, "server_name", unsupported_extension});
  }
}

TEST_CASE("C12: ALPN: the server's choice is one of ours (RFC 7301, 3.1 and 3.2)") {
  SECTION("chosen") {
    const std::string_view choice = GENERATE("h2", "http/1.1");
    duet d({.encrypted_extensions = {alpn({choice})}}, speaking({"h2", "http/1.1"}));
    CHECK(d.run().connected());
    CHECK(as_text(d.client_side().info().alpn()) == choice);
  }
  SECTION("C15: none chosen is not the same as an empty one") {
    duet d({}, speaking({"h2"}));
    CHECK(d.run().connected());
    CHECK_FALSE(d.client_side().info().alpn_protocol);
    CHECK(d.client_side().info().alpn().empty());
  }
  SECTION("not offered: another name, a prefix, another case") {
    const std::string_view choice = GENERATE("h3", "h", "H2", "h22");
    CHECK(with_extensions({alpn({choice})}, speaking({"h2"})) == ending{errc::alpn_not_offered, "", illegal_parameter});
  }
  SECTION("two") {
    CHECK(with_extensions({alpn({"h2", "http/1.1"})}, speaking({"h2", "http/1.1"})) ==
          ending{errc::alpn_not_single, "", illegal_parameter});
  }
  SECTION("none in the list, an empty name") {
    CHECK(with_extensions({alpn({})}, speaking({"h2"})).alert == decode_error);
    CHECK(with_extensions({alpn({""})}, speaking({"h2"})).alert == decode_error);
  }
  SECTION("unsolicited") {
    CHECK(with_extensions({alpn({"h2"})}) ==
          ending{errc::extension_unsolicited, "application_layer_protocol_negotiation", unsupported_extension});
  }
}

// ---- CertificateRequest ----

TEST_CASE("a CertificateRequest of the handshake has no context (RFC 8446, 4.3.2)") {
  CHECK(with_request([](request_model& m) { m.certificate_request_context = {1}; }) ==
        ending{errc::request_context_not_empty, "", illegal_parameter});
}

TEST_CASE("a CertificateRequest has signature_algorithms (RFC 8446, 4.3.2)") {
  CHECK(with_request([](request_model& m) { m.extensions.clear(); }) ==
        ending{errc::extension_missing, "signature_algorithms", missing_extension});
  CHECK(with_request([](request_model& m) { m.extensions = {signature_algorithms({})}; }).alert == decode_error);
  CHECK(with_request([](request_model& m) {
          m.extensions.push_back(extension(ExtensionType::signature_algorithms_cert, {0, 0}));
        }).alert == decode_error);
}

TEST_CASE("F4: extensions of a CertificateRequest: twice, misplaced") {
  CHECK(with_request([](request_model& m) { m.extensions.push_back(m.extensions[0]); }) ==
        ending{errc::duplicate_extension, "signature_algorithms", illegal_parameter});
  CHECK(with_request([](request_model& m) { m.extensions.push_back(extension(ExtensionType::key_share)); }) ==
        ending{errc::extension_misplaced, "key_share", illegal_parameter});
}

TEST_CASE("a client that is never anonymous leaves a server that takes none of its certificates") {
  const auto never_anonymous = [](client_config config) {
    config.never_anonymous = true;
    return config;
  };
  const auto only_rsa = [](request_model& m) {
    m.extensions = {signature_algorithms({SignatureScheme::rsa_pss_rsae_sha256})};
  };
  const ending left{errc::no_common_signature_scheme, "", handshake_failure};
  SECTION("none fits") {
    CHECK(ending_of({.request_certificate = true, .request = only_rsa},
                    never_anonymous(config_with_credential(other_chain()))) == left);
  }
  SECTION("there is none") {
    CHECK(ending_of({.request_certificate = true}, never_anonymous(trusting_config())) == left);
  }
  SECTION("one fits: it is shown") {
    duet d({.request_certificate = true}, never_anonymous(config_with_credential(other_chain())));
    CHECK(d.run().connected());
    CHECK(d.server.seen.certificate_verified);
  }
  SECTION("nobody asks") {
    duet d({}, never_anonymous(config_with_credential(other_chain())));
    CHECK(d.run().connected());
  }
}

TEST_CASE("GREASE in a CertificateRequest is passed by: extensions and schemes (RFC 8701, 4)") {
  duet d({.request_certificate = true, .request = [](request_model& m) {
            m.extensions = {extension(ExtensionType{0x4a4a}, {1, 2}),
                            signature_algorithms({SignatureScheme{0x5a5a}, SignatureScheme::ed25519}),
                            extension(ExtensionType{0xff77})};
          }});
  CHECK(d.run().connected());
  CHECK(d.client_side().info().certificate_requested);
}

// ---- Certificate ----

TEST_CASE("the server's Certificate has no request context (RFC 8446, 4.4.2)") {
  CHECK(with_certificate([](certificate_model& m) { m.certificate_request_context = {0}; }) ==
        ending{errc::request_context_not_empty, "", illegal_parameter});
}

TEST_CASE("an empty Certificate of the server's is refused with decode_error (RFC 8446, 4.4.2.4)") {
  CHECK(with_certificate([](certificate_model& m) { m.certificate_list.clear(); }) ==
        ending{errc::certificate_missing, "", decode_error});
}

TEST_CASE("an entry without a certificate doesn't parse") {
  CHECK(with_certificate([](certificate_model& m) { m.certificate_list.push_back({}); }).alert == decode_error);
}

TEST_CASE("F4: a Certificate's extensions answer our hello: none was offered (RFC 8446, 4.4.2)") {
  CHECK(with_certificate([](certificate_model& m) {
          m.certificate_list[0].extensions = {extension(ExtensionType::status_request, {1, 0, 0, 1, 5})};
        }) == ending{errc::extension_unsolicited, "status_request", unsupported_extension});
  CHECK(with_certificate([](certificate_model& m) {
          m.certificate_list[0].extensions = {extension(ExtensionType::server_name)};
        }) == ending{errc::extension_misplaced, "server_name", illegal_parameter});
  CHECK(with_certificate([](certificate_model& m) {
          m.certificate_list[0].extensions = {extension(ExtensionType{0x6a6a})};
        }).alert == unsupported_extension);
}

// ---- what comes along with certificates ----

namespace {

// As in a CertificateEntry: RFC 6066, 8 and RFC 6962, 3.3.
raw_extension staple(bytes response) {
  return extension(ExtensionType::status_request, joined({octets{1}, vector_of(3, response)}));
}
raw_extension timestamps(std::initializer_list<octets> all) {
  octets list;
  for (octets const& one : all) list = joined({list, vector_of(2, one)});
  return extension(ExtensionType::signed_certificate_timestamp, vector_of(2, list));
}
client_config curious() {
  client_config config = trusting_config();
  config.request_ocsp_staple = config.request_signed_certificate_timestamps = true;
  return config;
}
server_plan with_evidence(std::vector<raw_extension> of_leaf, std::vector<raw_extension> of_next = {}) {
  return {.certificate = [=](certificate_model& m) {
    m.certificate_list[0].extensions = of_leaf;
    if (!of_next.empty()) m.certificate_list.push_back({m.certificate_list[0].cert_data, of_next});
  }};
}

}  // namespace

TEST_CASE("a stapled response and timestamps are kept as they came, of the leaf (RFC 8446, 4.4.2.1)") {
  const octets response = text("a response"), list = timestamps({text("one"), text("two")}).body;
  SECTION("both") {
    duet d(with_evidence({staple(response), timestamps({text("one"), text("two")})}), curious());
    CHECK(d.client_side().peer_ocsp_response().empty());
    CHECK(d.run().connected());
    CHECK(equal(d.client_side().peer_ocsp_response(), response));
    CHECK(equal(d.client_side().peer_signed_certificate_timestamps(), list));
  }
  SECTION("none") {
    duet d({}, curious());
    CHECK(d.run().connected());
    CHECK(d.client_side().peer_ocsp_response().empty());
    CHECK(d.client_side().peer_signed_certificate_timestamps().empty());
  }
  SECTION("another certificate's aren't the leaf's") {
    duet d(with_evidence({}, {staple(response), timestamps({text("one")})}), curious());
    CHECK(d.run().connected());
    CHECK(d.client_side().peer_ocsp_response().empty());
    CHECK(d.client_side().peer_signed_certificate_timestamps().empty());
  }
  SECTION("a resumed connection has them from the first one") {
    const server_plan first = with_evidence({staple(response), timestamps({text("one"), text("two")})});
    resumed d(first_connection(first, curious()), {}, curious());
    CHECK(d.run().connected());
    CHECK(d.client_side().info().resumed);
    CHECK(equal(d.client_side().peer_ocsp_response(), response));
    CHECK(equal(d.client_side().peer_signed_certificate_timestamps(), list));
    d.server.put_ticket();
    d.run();
    REQUIRE(d.tickets.size() == 1);
    CHECK(equal(d.tickets[0].ocsp_response.view(), response));
    CHECK(equal(d.tickets[0].signed_certificate_timestamps.view(), list));
  }
}

TEST_CASE("F24: evidence that wasn't asked for is refused; what isn't well-formed, too") {
  CHECK(ending_of(with_evidence({staple(octets{1})})).code == errc::extension_unsolicited);
  CHECK(ending_of(with_evidence({timestamps({octets{1}})})) ==
        ending{errc::extension_unsolicited, "signed_certificate_timestamp", unsupported_extension});
  CHECK(ending_of(with_evidence({staple({})}), curious()).alert == decode_error);
  CHECK(ending_of(with_evidence({timestamps({})}), curious()).alert == decode_error);
  CHECK(ending_of(with_evidence({timestamps({octets{}})}), curious()).alert == decode_error);
  CHECK(ending_of(with_evidence({staple(octets{1}), staple(octets{1})}), curious()).code == errc::duplicate_extension);
}

TEST_CASE("F24: a narrower list of schemes is what is offered and accepted", "[wide]") {
  using enum SignatureScheme;
  const auto only = [](SignatureScheme scheme) {
    client_config config = trusting_config();
    config.signature_schemes = scheme_list(scheme, ecdsa_secp256r1_sha256);
    return config;
  };
  duet good({.credential = chains::rsa2048, .scheme = rsa_pss_rsae_sha512}, only(rsa_pss_rsae_sha512));
  CHECK(good.run().connected());
  CHECK(ending_of({.credential = chains::rsa2048, .scheme = rsa_pss_rsae_sha256}, only(rsa_pss_rsae_sha512)) ==
        ending{errc::signature_scheme_not_offered, "", illegal_parameter});
}

TEST_CASE("the longest chain that is taken from a server, and one certificate more") {
  const auto chain_of = [](std::size_t n) {
    return [n](certificate_model& m) {
      while (m.certificate_list.size() < n) m.certificate_list.push_back(m.certificate_list[0]);
    };
  };
  duet d({.certificate = chain_of(x509::max_peer_certificates)});
  CHECK(d.run().connected());
  CHECK(d.client_side().peer_certificates().size() == x509::max_peer_certificates);
  CHECK(with_certificate(chain_of(x509::max_peer_certificates + 1)) ==
        ending{errc::certificate_chain_too_long, "", certificate_unknown});
}

TEST_CASE("peer_certificates() is what the server sent, leaf first") {
  duet d;
  d.run();
  REQUIRE(d.client_side().peer_certificates().size() == 1);
  CHECK(equal(d.client_side().peer_certificates()[0], d.server.chain().leaf()));
}

// ---- CertificateVerify ----

TEST_CASE("F24: a scheme in CertificateVerify that wasn't offered is refused (RFC 8446, 4.4.3)") {
  const auto scheme = GENERATE(SignatureScheme::ecdsa_sha1, SignatureScheme::rsa_pss_pss_sha256, SignatureScheme::ed448,
                               SignatureScheme{0x7a7a});
  CHECK(with_verify(chains::ed25519, [=](verify_model& m) { m.algorithm = scheme; }) ==
        ending{errc::signature_scheme_not_offered, "", illegal_parameter});
}

TEST_CASE("a scheme that doesn't fit the certificate's key is refused (RFC 8446, 4.4.3)", "[wide]") {
  using enum SignatureScheme;
  const auto [credential, scheme] = GENERATE(
      table<std::string_view, SignatureScheme>({{chains::ed25519, ecdsa_secp256r1_sha256},
                                                {chains::p256, ed25519},
                                                {chains::p256, ecdsa_secp384r1_sha384},  // the curve is another's
                                                {chains::p384, ecdsa_secp256r1_sha256},
                                                {chains::p256, rsa_pss_rsae_sha256},
                                                {chains::rsa2048, ecdsa_secp256r1_sha256}}));
  CHECK(with_verify(credential, [other = scheme](verify_model& m) { m.algorithm = other; }) ==
        ending{errc::signature_scheme_mismatch, "", illegal_parameter});
}

TEST_CASE(
    "rsa_pkcs1 signs certificates, never a server's CertificateVerify, though the signature is right (RFC 8446, "
    "4.2.3)",
    "[wide]") {
  const auto scheme =
      GENERATE(SignatureScheme::rsa_pkcs1_sha256, SignatureScheme::rsa_pkcs1_sha384, SignatureScheme::rsa_pkcs1_sha512);
  CHECK(ending_of({.credential = chains::rsa2048, .scheme = scheme}) ==
        ending{errc::signature_scheme_mismatch, "", illegal_parameter});
}

TEST_CASE("a server's signature that is wrong is answered with decrypt_error (RFC 8446, 4.4.3)") {
  const std::string_view credential =
      GENERATE(from_range(that_can({chains::p256, chains::p384, usual_chain(), chains::rsa2048})));
  const ending wrong{errc::signature_invalid, "", decrypt_error};
  SECTION("one bit") {
    CHECK(with_verify(credential, [](verify_model& m) { m.signature.back() ^= 1; }) == wrong);
  }
  SECTION("none") {
    CHECK(with_verify(credential, [](verify_model& m) { m.signature.clear(); }) == wrong);
  }
  SECTION("one octet too many") {
    CHECK(with_verify(credential, [](verify_model& m) { m.signature.push_back(0); }) == wrong);
  }
  SECTION("over a transcript that isn't ours") {
    CHECK(ending_of({.credential = credential, .before = [](scripted_server& s, say next) {
                       if (next == say::certificate_verify) s.hash_only(text("a message that the client never saw"));
                     }}) == wrong);
  }
  SECTION("made for a client") { CHECK(ending_of({.credential = credential, .signs_as_client = true}) == wrong); }
}

// ---- whom the chain is for ----

TEST_CASE("A73: the chain is checked for the identity, the time and the anchors") {
  SECTION("another name") {
    duet d({}, trusting_config(), delivery::whole, 1, dns_name{"other.example"});
    CHECK(ending_of(d) == ending{errc::certificate_name_mismatch, "subjectAltName", bad_certificate});
  }
  SECTION("another address") {
    duet d({}, trusting_config(), delivery::whole, 1, ip_address{"192.0.2.2"});
    CHECK(ending_of(d) == ending{errc::certificate_name_mismatch, "subjectAltName", bad_certificate});
  }
  SECTION("the right address") {
    duet d({}, trusting_config(), delivery::whole, 1, ip_address{"192.0.2.1"});
    CHECK(d.run().connected());
  }
  SECTION("nobody vouches") {
    const ending e = ending_of({}, client_config{});
    CHECK(e == ending{errc::trust_store_empty, "", internal_error});
  }
  SECTION("too late") {
    duet d;
    d.now = unix_time{2082758401};  // 2036-01-01T00:00:01Z
    CHECK(ending_of(d).alert == certificate_expired);
  }
  SECTION("too early") {
    duet d;
    d.now = unix_time{1767225599};  // 2025-12-31T23:59:59Z
    CHECK(ending_of(d).alert == certificate_expired);
  }
  SECTION("another CA") {
    client_config config;
    buffer key;
    config.trust = *trust_store::from_der(x509::certificate_chain::split_pem(chains::p384, key)->leaf());
    CHECK(ending_of({}, std::move(config)).alert == unknown_ca);
  }
}

TEST_CASE("A73: the application may refuse what the built-in checks accept") {
  duet d({}, asking());
  d.run();
  CHECK(d.client_side().now() == condition::parked);
  CHECK(d.events == std::vector<std::string>{"verification_wanted"});
  CHECK_FALSE(d.server.seen.finished);
  REQUIRE(d.verification);
  SECTION("accepted") {
    CHECK(d.client_side().resume(std::move(*d.verification), Verified{}) == machine::resumed::ok);
    d.note(d.client_side().proceed(noon));
    CHECK(d.run().connected());
    CHECK(d.events == std::vector<std::string>{"verification_wanted", "connected"});
  }
  SECTION("refused, with the alert of the reason") {
    const auto [why, alert] =
        GENERATE(table<errc, AlertDescription>({{errc::certificate_refused_by_application, certificate_unknown},
                                                {errc::refused_by_application, access_denied},
                                                {errc::certificate_revoked, certificate_revoked}}));
    CHECK(d.client_side().refuse(std::move(*d.verification), why) == machine::resumed::ok);
    CHECK(ending_of(d) == ending{why, "", alert});
  }
}

TEST_CASE("A73: the application isn't asked about what the built-in checks refuse") {
  duet d({.certificate_verify = [](verify_model& m) { m.signature[0] ^= 1; }}, asking());
  CHECK(ending_of(d).code == errc::signature_invalid);
  CHECK(d.events.empty());
}
