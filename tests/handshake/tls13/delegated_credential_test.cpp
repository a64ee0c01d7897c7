// Delegated credentials (RFC 9345), shown and seen by both sides.
#include "cxtls/handshake/tls13/delegated_credential.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "cxtls/protocol/tls13/client_hello.hpp"
#include "cxtls/x509/credential.hpp"
#include "support/both_ends.hpp"
#include "support/delegated.hpp"
#include "support/duet.hpp"
#include "support/server_duet.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

constexpr auto delegated = ExtensionType::delegated_credential;
constexpr std::int64_t day = 86400;
constexpr unix_time end_of_credentials{1793966400};  // 2026-11-06T12:00:00Z
static_assert(noon < end_of_credentials && end_of_credentials < noon + 7 * day);

octets for_server() { return unhex(delegation::for_server); }
octets for_client() { return unhex(delegation::for_client); }
octets copied(bytes of) { return {of.begin(), of.end()}; }
buffer kept(bytes of) {
  buffer b;
  REQUIRE(b.append(of));
  return b;
}
octets der_of(std::string_view pem) {
  buffer key;
  const auto chain = certificate_chain::split_pem(pem, key);
  REQUIRE(chain);
  return copied(chain->leaf());
}
octets key_in(std::string_view pem) { return copied(x509::private_key_from_pem(pem)->view()); }
// The certificate with another's key, as the scripted peers want it.
std::string_view certificate_with(std::string_view key) {
  static std::string server = std::string(delegation::certificate) + std::string(delegation::server_key);
  static std::string client = std::string(delegation::certificate) + std::string(delegation::client_key);
  static std::string own = std::string(delegation::certificate) + std::string(delegation::key);
  return key == delegation::server_key ? server : key == delegation::client_key ? client : own;
}
auto with_credential(octets credential) {
  return [credential = std::move(credential)](certificate_model& m) {
    m.certificate_list[0].extensions = {extension(delegated, credential)};
  };
}

// A credential like OpenSSL's, but for what is changed.
octets changed(std::string_view context, octets const& like, std::string_view certificate, std::string_view key,
               auto change) {
  const auto parsed = parse<DelegatedCredential>(like);
  credential_model m{.context = context,
                     .valid_time = parsed->cred.valid_time,
                     .subject_public_key_info = copied(parsed->cred.ASN1_subjectPublicKeyInfo)};
  change(m);
  return encode(m, der_of(certificate), key_in(key));
}
octets server_credential(auto change) {
  return changed("TLS, server delegated credentials", for_server(), delegation::certificate, delegation::key, change);
}
octets client_credential(auto change) {
  return changed("TLS, client delegated credentials", for_client(), delegation::certificate, delegation::key, change);
}

// ---- a client and its server ----

client_config accepting() {
  client_config config = trusting_config();
  config.trust = *trust_store::from_pem(delegation::root);
  config.accept_delegated_credentials = true;
  return config;
}
server_plan delegating(octets credential = for_server()) {
  return {.credential = certificate_with(delegation::server_key),
          .certificate = with_credential(std::move(credential))};
}
ending refused(octets credential, client_config config = accepting(), unix_time now = noon) {
  duet d(delegating(std::move(credential)), std::move(config));
  d.now = now;
  return ending_of(d);
}

// ---- a server and its client ----

server_config asking() {
  server_config config = asking_config();
  config.trust = *trust_store::from_pem(delegation::root);
  config.accept_delegated_credentials = true;
  return config;
}
client_plan delegating_client(octets credential = for_client()) {
  return {.credential = certificate_with(delegation::client_key),
          .certificate = with_credential(std::move(credential))};
}
server_ending refused_client(octets credential, server_config config = asking(), unix_time now = noon) {
  server_duet d(delegating_client(std::move(credential)), std::move(config));
  d.now = now;
  return ending_of(d);
}

// ---- one's own ----

own_certificate own(std::string_view credential, std::string_view key) {
  auto shown = *own_certificate::from_pem(delegation::certificate, delegation::key);
  shown.delegated_credential = kept(unhex(credential));
  shown.delegated_key = kept(key_in(key));
  return shown;
}
server_config showing_server() {
  server_config config;
  config.certificates = {own(delegation::for_server, delegation::server_key)};
  return config;
}
client_config showing_client() {
  client_config config = trusting_config();
  config.certificates = {own(delegation::for_client, delegation::client_key)};
  return config;
}
raw_extension taken(std::vector<SignatureScheme> const& schemes = {SignatureScheme::ed25519}) {
  return extension(delegated, vector_of(2, codes(schemes)));
}
client_plan taking(std::vector<SignatureScheme> const& schemes = {SignatureScheme::ed25519}) {
  return {.hello = [=](client_hello_model& m) { m.put(taken(schemes)); }};
}

}  // namespace

// ---- a client that accepts them ----

TEST_CASE("RFC 9345, 4.1.1: a client says by which schemes delegated keys may sign, if it accepts any") {
  const auto said = [](client_config config) {
    duet d({.credential = certificate_with(delegation::key)}, std::move(config));
    REQUIRE(d.run().connected());
    CHECK_FALSE(d.client_side().info().peer_delegated_credential);
    const octets raw = d.server.client_hello();
    const auto hello = parse<ClientHello>(bytes(raw).subspan(4));
    REQUIRE(hello);
    const auto offered = find<DelegatedCredentialSchemes>(hello->extensions);
    std::vector<SignatureScheme> schemes;
    if (offered)
      for (SignatureScheme s : offered->supported_signature_algorithms) schemes.push_back(s);
    return schemes;
  };
  const auto has = [](std::vector<SignatureScheme> const& all, SignatureScheme one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  const auto schemes = said(accepting());
  CHECK(has(schemes, SignatureScheme::ed25519));
  CHECK(has(schemes, SignatureScheme::ecdsa_secp256r1_sha256) == can(SignatureScheme::ecdsa_secp256r1_sha256));
  // 4: "the following algorithms are not allowed for use with delegated credentials"
  for (auto rsa : {SignatureScheme::rsa_pss_rsae_sha256, SignatureScheme::rsa_pss_rsae_sha384,
                   SignatureScheme::rsa_pss_rsae_sha512, SignatureScheme::rsa_pkcs1_sha256})
    CHECK_FALSE(has(schemes, rsa));
  client_config off = accepting();
  off.accept_delegated_credentials = false;
  CHECK(said(std::move(off)).empty());
}

TEST_CASE("RFC 9345: a server signs with the key that its certificate delegated to") {
  const auto how = GENERATE(delivery::whole, delivery::single_octets);
  duet d(delegating(), accepting(), how);
  REQUIRE(d.run().connected());
  CHECK(d.client_side().info().peer_delegated_credential);
  CHECK(d.client_side().info().peer_signature_scheme == SignatureScheme::ed25519);
  CHECK_FALSE(d.client_side().info().own_delegated_credential);
}

TEST_CASE("RFC 9345: the application judges, and knows that the key was delegated") {
  client_config config = accepting();
  config.ask_application_to_verify = true;
  duet d(delegating(), std::move(config));
  d.run();
  REQUIRE(d.verification);
  CHECK(d.client_side().info().peer_delegated_credential);
  CHECK(d.client_side().resume(std::move(*d.verification), Verified{}) == machine::resumed::ok);
  d.note(d.client_side().proceed(d.now));
  CHECK(d.run().connected());
}

TEST_CASE("RFC 9345, 4.1.1: a credential that wasn't asked for is an unexpected_message") {
  client_config config = accepting();
  config.accept_delegated_credentials = false;
  CHECK(refused(for_server(), std::move(config)) ==
        ending{errc::delegated_credential_not_offered, "delegated_credential", unexpected_message});
}

TEST_CASE("RFC 9345, 4.1.1: a credential beside another certificate than the leaf is passed by") {
  const auto beside_root = [](certificate_model& m) {
    m.certificate_list.push_back({der_of(delegation::root), {extension(delegated, for_server())}});
  };
  duet d({.credential = certificate_with(delegation::key), .certificate = beside_root}, accepting());
  REQUIRE(d.run().connected());
  CHECK_FALSE(d.client_side().info().peer_delegated_credential);
}

TEST_CASE("RFC 9345, 4.1.1: two credentials in one entry, or half a one, are refused") {
  server_plan twice = delegating();
  twice.certificate = [](certificate_model& m) {
    m.certificate_list[0].extensions = {extension(delegated, for_server()), extension(delegated, for_server())};
  };
  CHECK(ending_of(std::move(twice), accepting()) ==
        ending{errc::duplicate_extension, "delegated_credential", illegal_parameter});
  octets half = for_server();
  half.resize(half.size() / 2);
  CHECK(refused(half).alert == decode_error);
}

TEST_CASE("RFC 9345, 4.1.1: both of a credential's schemes are among those that were offered") {
  const auto key_scheme = [](SignatureScheme scheme) {
    return refused(server_credential([=](credential_model& m) { m.dc_cert_verify_algorithm = scheme; }));
  };
  const ending of_key{errc::delegated_credential_scheme_not_offered, "dc_cert_verify_algorithm", illegal_parameter};
  CHECK(key_scheme(SignatureScheme::rsa_pss_rsae_sha256) == of_key);
  CHECK(key_scheme(SignatureScheme::rsa_pss_pss_sha256) == of_key);
  CHECK(key_scheme(SignatureScheme{0x0a0a}) == of_key);
  CHECK(refused(server_credential([](credential_model& m) { m.algorithm = SignatureScheme::ecdsa_sha1; })) ==
        ending{errc::delegated_credential_scheme_not_offered, "algorithm", illegal_parameter});
}

TEST_CASE("RFC 9345, 4.1.3: CertificateVerify is signed by the credential's scheme, and by its key") {
  server_plan other_scheme = delegating();
  other_scheme.certificate_verify = [](verify_model& m) { m.algorithm = SignatureScheme::ecdsa_secp256r1_sha256; };
  CHECK(ending_of(std::move(other_scheme), accepting()) ==
        ending{errc::delegated_credential_scheme_mismatch, "", illegal_parameter});
  server_plan other_key = delegating();
  other_key.credential = certificate_with(delegation::key);
  CHECK(ending_of(std::move(other_key), accepting()) == ending{errc::signature_invalid, "", decrypt_error});
}

TEST_CASE("RFC 9345, 4.1.3: a credential has its time, by the connection's clock") {
  duet d(delegating(), accepting());
  d.now = end_of_credentials;
  CHECK(d.run().connected());
  CHECK(refused(for_server(), accepting(), end_of_credentials + 1) ==
        ending{errc::delegated_credential_expired, "valid_time", illegal_parameter});
  CHECK(refused(for_server(), accepting(), end_of_credentials + -(7 * day + 1)) ==
        ending{errc::delegated_credential_too_long, "valid_time", illegal_parameter});
}

TEST_CASE(
    "RFC 9345, 4 and 4.1.3: a credential is its certificate's, for servers, and of a key that may be delegated to") {
  const ending wrong{errc::delegated_credential_signature_invalid, "", illegal_parameter};
  CHECK(refused(for_client()) == wrong);
  CHECK(refused(changed("TLS, server delegated credentials", for_server(), delegation::certificate,
                        delegation::client_key, [](credential_model&) {})) == wrong);
  CHECK(refused(changed("TLS, server delegated credentials", for_server(), delegation::root, delegation::key,
                        [](credential_model&) {})) == wrong);
  const octets rsa = copied(x509::parse_certificate(der_of(chains::rsa2048))->spki_der());
  CHECK(refused(server_credential([&](credential_model& m) { m.subject_public_key_info = rsa; })) ==
        ending{errc::delegated_credential_key_invalid, "dc_cert_verify_algorithm", illegal_parameter});
  CHECK(refused(server_credential([](credential_model& m) { m.subject_public_key_info = {5, 0}; })) ==
        ending{errc::delegated_credential_key_invalid, "ASN1_subjectPublicKeyInfo", illegal_parameter});
}

TEST_CASE("RFC 9345, 4.2: a certificate without DelegationUsage doesn't delegate") {
  client_config config = accepting();
  config.trust = *trust_store::from_pem(chains::ed25519_only_root);
  const std::string text =
      std::string(chains::ed25519_only).substr(0, chains::ed25519_only.find("-----BEGIN PRIVATE")) +
      std::string(delegation::server_key);
  server_plan plan = delegating();
  plan.credential = text;
  CHECK(ending_of(std::move(plan), std::move(config)) ==
        ending{errc::delegated_credential_not_allowed, "", illegal_parameter});
}

TEST_CASE("RFC 9345, 4.1.3: the certificate is checked as any other") {
  client_config config = accepting();
  config.trust = *trust_store::from_pem(usual_root());
  CHECK(refused(for_server(), std::move(config)) == ending{errc::certificate_issuer_unknown, "", unknown_ca});
}

TEST_CASE("RFC 9345, 7.4: a session ends with the credential that it rests on") {
  const bool reverifies = GENERATE(false, true);
  const auto config = [=] {
    client_config c = accepting();
    c.reverify_on_resume = reverifies;
    return c;
  };
  const ticket_model week{.ticket_lifetime = 604800};
  CHECK(first_connection(delegating(), config(), week).client_side.authenticated_until == end_of_credentials);
  CHECK(first_connection(delegating(), config(), week).client_side.expires_at == end_of_credentials);
  resumed in_time(first_connection(delegating(), config(), week), delegating(), config());
  in_time.now = end_of_credentials + -1;
  REQUIRE(in_time.run().connected());
  CHECK(in_time.client_side().info().resumed);
  // And so does what comes of it.
  in_time.server.put_ticket(week);
  in_time.run();
  REQUIRE(in_time.tickets.size() == 1);
  CHECK(in_time.tickets[0].authenticated_until == end_of_credentials);
  CHECK(in_time.tickets[0].expires_at == end_of_credentials);

  resumed late(first_connection(delegating(), config(), week), {.credential = certificate_with(delegation::key)},
               config());
  late.now = end_of_credentials + 1;
  REQUIRE(late.run().connected());
  CHECK_FALSE(late.client_side().info().psk_offered);
}

TEST_CASE("RFC 9345: who accepts no delegated credentials resumes no session that rests on one") {
  client_config config = accepting();
  config.accept_delegated_credentials = false;
  resumed d(first_connection(delegating(), accepting()), {.credential = certificate_with(delegation::key)},
            std::move(config));
  REQUIRE(d.run().connected());
  CHECK_FALSE(d.client_side().info().psk_offered);
}

// ---- a server that accepts them ----

TEST_CASE("RFC 9345, 4.1.2: a client signs with the key that its certificate delegated to") {
  server_duet d(delegating_client(), asking());
  REQUIRE(d.run().connected());
  CHECK(d.server_side().info().peer_delegated_credential);
  CHECK(d.server_side().info().peer_signature_scheme == SignatureScheme::ed25519);
  REQUIRE(d.client.seen.request);
  CHECK(std::any_of(d.client.seen.request->begin(), d.client.seen.request->end(),
                    [](raw_extension const& e) { return e.type == delegated; }));
}

TEST_CASE("RFC 9345, 4.1.2: a server that accepts none doesn't ask, and refuses one") {
  server_config config = asking();
  config.accept_delegated_credentials = false;
  server_duet d(delegating_client(), std::move(config));
  CHECK(ending_of(d) ==
        server_ending{errc::delegated_credential_not_offered, "delegated_credential", unexpected_message});
  CHECK(std::none_of(d.client.seen.request->begin(), d.client.seen.request->end(),
                     [](raw_extension const& e) { return e.type == delegated; }));
}

TEST_CASE("RFC 9345, 4.1.2 and 4.1.3: a server refuses what a client would") {
  CHECK(refused_client(for_server()) ==
        server_ending{errc::delegated_credential_signature_invalid, "", illegal_parameter});
  CHECK(refused_client(for_client(), asking(), end_of_credentials + 1) ==
        server_ending{errc::delegated_credential_expired, "valid_time", illegal_parameter});
  CHECK(refused_client(for_client(), asking(), end_of_credentials + -(7 * day + 1)) ==
        server_ending{errc::delegated_credential_too_long, "valid_time", illegal_parameter});
  CHECK(refused_client(client_credential([](credential_model& m) { m.algorithm = SignatureScheme::ecdsa_sha1; })) ==
        server_ending{errc::delegated_credential_scheme_not_offered, "algorithm", illegal_parameter});
  CHECK(refused_client(client_credential(
            [](credential_model& m) { m.dc_cert_verify_algorithm = SignatureScheme::rsa_pss_rsae_sha256; })) ==
        server_ending{errc::delegated_credential_scheme_not_offered, "dc_cert_verify_algorithm", illegal_parameter});
  client_plan other_scheme = delegating_client();
  other_scheme.certificate_verify = [](verify_model& m) { m.algorithm = SignatureScheme::ecdsa_secp256r1_sha256; };
  CHECK(ending_of(std::move(other_scheme), asking()) ==
        server_ending{errc::delegated_credential_scheme_mismatch, "", illegal_parameter});
  client_plan other_key = delegating_client();
  other_key.credential = certificate_with(delegation::key);
  CHECK(ending_of(std::move(other_key), asking()) == server_ending{errc::signature_invalid, "", decrypt_error});
}

TEST_CASE("RFC 9345, 7.4: a server's session ends with its client's credential") {
  session_box box;
  const auto config = [&] {
    server_config c = resumable(box.stateful, asking());
    c.ticket_lifetime = 604800;
    return c;
  };
  server_end end(config());
  const offered_psk ticket = ticket_from(end, delegating_client());
  const unix_time when = GENERATE(end_of_credentials + -1, end_of_credentials + 1);
  server_duet d(end, offering({ticket}, {.credential = certificate_with(delegation::key)}));
  d.now = when;
  REQUIRE(d.run().connected());
  CHECK(d.server_side().info().resumed == (when < end_of_credentials));
}

// ---- one's own ----

TEST_CASE("RFC 9345, 4.1.1: a server shows its delegated credential to who takes it") {
  server_duet d(taking({SignatureScheme{0x0a0a}, SignatureScheme::ed25519}), showing_server());
  REQUIRE(d.run().connected());
  CHECK(d.client.seen.signature);
  CHECK(d.server_side().info().own_delegated_credential);
  REQUIRE(d.client.seen.certificate_extensions.size() == 1);
  CHECK(d.client.seen.certificate_extensions[0].type == delegated);
  CHECK(d.client.seen.certificate_extensions[0].body == for_server());
}

TEST_CASE("RFC 9345, 4.1.1: and its certificate's key signs for everybody else") {
  const auto check_own_key = [](server_duet& d) {
    REQUIRE(d.run().connected());
    CHECK(d.client.seen.signature);
    CHECK(d.client.seen.certificate_extensions.empty());
    CHECK_FALSE(d.server_side().info().own_delegated_credential);
  };
  SECTION("not asked") {
    server_duet d({}, showing_server());
    check_own_key(d);
  }
  SECTION("of other schemes") {
    server_duet d(taking({SignatureScheme::ecdsa_secp256r1_sha256}), showing_server());
    check_own_key(d);
  }
  SECTION("expired, or not within seven days of its end") {
    server_duet d(taking(), showing_server());
    d.now = GENERATE(end_of_credentials + 1, end_of_credentials + -(7 * day + 1));
    check_own_key(d);
  }
  SECTION("in time") {
    server_duet d(taking(), showing_server());
    d.now = end_of_credentials;
    REQUIRE(d.run().connected());
    CHECK(d.server_side().info().own_delegated_credential);
  }
}

TEST_CASE("RFC 9345: the certificate's key can be elsewhere, and isn't asked") {
  server_config config = showing_server();
  config.certificates[0].key = external_key{scheme_list(SignatureScheme::ed25519)};
  SECTION("the delegated key signs") {
    server_duet d(taking(), std::move(config));
    REQUIRE(d.run().connected());
    CHECK(d.events == std::vector<std::string>{"connected"});
  }
  SECTION("until its time is over") {
    server_duet d(taking(), std::move(config));
    d.now = end_of_credentials + 1;
    d.run();
    CHECK(d.events == std::vector<std::string>{"signature_wanted"});
  }
  SECTION("or there is no other key at all") {
    config.certificates[0].key = external_key{};
    server_duet d({}, std::move(config));
    CHECK(ending_of(d).code == errc::no_common_signature_scheme);
  }
}

TEST_CASE("RFC 9345, 4.1.2: a client shows its delegated credential to who takes it") {
  const auto asked = [](bool takes) {
    return server_plan{.request_certificate = true, .request = [=](request_model& m) {
                         if (takes) m.extensions.push_back(taken());
                       }};
  };
  SECTION("taken") {
    duet d(asked(true), showing_client());
    REQUIRE(d.run().connected());
    CHECK(d.server.seen.certificate_verified);
    CHECK(d.server.seen.delegated_credential == for_client());
    CHECK(d.client_side().info().own_delegated_credential);
  }
  SECTION("not taken, or not any more") {
    const bool takes = GENERATE(false, true);
    duet d(asked(takes), showing_client());
    if (takes) d.now = end_of_credentials + 1;
    REQUIRE(d.run().connected());
    CHECK(d.server.seen.certificate_verified);
    CHECK(d.server.seen.delegated_credential.empty());
    CHECK_FALSE(d.client_side().info().own_delegated_credential);
  }
}

TEST_CASE("RFC 9345: both sides delegate, and take each other's") {
  client_config client = accepting();
  client.certificates = {own(delegation::for_client, delegation::client_key)};
  client.key_share_groups = GENERATE(std::optional<group_list>{}, std::optional<group_list>{group_list()});
  server_config server = showing_server();
  server.clients = client_authentication::required;
  server.trust = *trust_store::from_pem(delegation::root);
  server.accept_delegated_credentials = true;
  both_ends d(std::move(client), std::move(server));
  REQUIRE(d.run().connected());
  for (connection_info const* info : {&d.client_side().info(), &d.server_side().info()}) {
    CHECK(info->own_delegated_credential);
    CHECK(info->peer_delegated_credential);
  }
}

TEST_CASE("RFC 9345, 4.1.1: in TLS 1.2 there are none") {
  client_config client = accepting();
  server_config server = showing_server();
  server.versions = version_list(ProtocolVersion::tls12);
  if (GENERATE(false, true)) client.versions = version_list(ProtocolVersion::tls12);
  both_ends d(std::move(client), std::move(server));
  REQUIRE(d.run().connected());
  CHECK(d.client_side().info().version == ProtocolVersion::tls12);
  CHECK_FALSE(d.client_side().info().peer_delegated_credential);
  CHECK_FALSE(d.server_side().info().own_delegated_credential);
}
