#include "cxtls/handshake/own_credential.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/own_certificate.hpp"
#include "support/backend.hpp"
#include "vectors/openssl_chains.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum SignatureScheme;
using B = test::linked_backend;

namespace {

const B b;

own_certificate certified(spec const& s) {
  const octet_vector der = make(s);
  const bytes chain[] = {der};
  buffer key;
  REQUIRE(key.append(key_of(s.key).pkcs8));
  return {*certificate_chain::from_der(chain), std::move(key)};
}
own_certificate for_names(std::vector<std::string> const& dns_names, std::uint8_t key, std::string issuer = "root") {
  std::vector<x509::GeneralName> entries;
  for (std::string const& name : dns_names) entries.push_back(dns(name));
  return certified(leaf(std::move(issuer), 1, key).with(test::names(entries)));
}
// Its chain says to be signed by RSA; who signed it isn't looked at.
own_certificate signed_by_rsa(std::vector<std::string> const& dns_names, std::uint8_t key,
                              std::string issuer = "root") {
  std::vector<x509::GeneralName> entries;
  for (std::string const& name : dns_names) entries.push_back(dns(name));
  spec s = leaf(std::move(issuer), 1, key).with(test::names(entries));
  s.algorithm = s.inner_algorithm = {x509::sha256WithRSAEncryption, der::any{der::tag::null, {}}};
  return certified(s);
}
own_credential<B> checked(own_certificate shown) { return *make_own_credential(b, std::move(shown)); }
own_credential<B> from_pem(std::string_view pem) { return checked(*own_certificate::from_pem(pem)); }

// What a peer takes, and what is chosen for it: an index, or -1.
struct asked {
  scheme_list schemes = scheme_list(ed25519, ecdsa_secp256r1_sha256);
  std::vector<std::string> authorities{};
  bool names_authorities = false;
  std::string name{};
  scheme_list certificate_schemes{};  // none: the extension didn't come
};
int chosen(owned_list<own_credential<B>> const& ours, asked const& a) {
  std::vector<octet_vector> ders;
  for (std::string const& authority : a.authorities) ders.push_back(encode(made_name(authority).name));
  std::vector<DistinguishedName> names;
  for (octet_vector const& der : ders) names.push_back({der});
  credential_request request{.signature_schemes = a.schemes.view(),
                             .server_name = as_bytes(a.name),
                             .certificate_schemes = a.certificate_schemes.view()};
  if (a.names_authorities) request.certificate_authorities = list<DistinguishedName>(std::span(names));
  const auto choice = choose_credential(ours, request);
  if (!choice) return -1;
  CHECK(ours[choice->index].scheme_for(request.signature_schemes) == choice->scheme);
  return static_cast<int>(choice->index);
}
std::optional<SignatureScheme> scheme_of(own_credential<B> const& own, scheme_list const& theirs) {
  return own.scheme_for(theirs.view());
}

}  // namespace

// ---- schemes ----

TEST_CASE("the scheme is the first of ours that the peer takes, and one of the key's", "[wide]") {
  const auto p256 = from_pem(chains::p256), p384 = from_pem(chains::p384), rsa = from_pem(chains::rsa2048);
  CHECK(scheme_of(p256, scheme_list(ed25519, ecdsa_secp256r1_sha256)) == ecdsa_secp256r1_sha256);
  CHECK(scheme_of(p256, scheme_list(ecdsa_secp384r1_sha384)) == std::nullopt);
  CHECK(scheme_of(p384, scheme_list(ecdsa_secp256r1_sha256, ecdsa_secp384r1_sha384)) == ecdsa_secp384r1_sha384);
  CHECK(scheme_of(rsa, scheme_list(rsa_pss_rsae_sha512, rsa_pss_rsae_sha256)) == rsa_pss_rsae_sha256);
  CHECK(scheme_of(rsa, scheme_list(rsa_pss_rsae_sha512)) == rsa_pss_rsae_sha512);
  CHECK(scheme_of(p256, scheme_list()) == std::nullopt);
}

TEST_CASE("rsa_pkcs1 never signs a CertificateVerify of TLS 1.3 (RFC 8446, 4.2.3)", "[wide]") {
  auto rsa = from_pem(chains::rsa2048);
  CHECK(scheme_of(rsa, scheme_list(rsa_pkcs1_sha256, rsa_pkcs1_sha512)) == std::nullopt);
  rsa.schemes = scheme_list(rsa_pkcs1_sha256);
  CHECK(scheme_of(rsa, scheme_list(rsa_pkcs1_sha256)) == std::nullopt);
}

TEST_CASE("configured schemes narrow the key's and order them; they can't widen them", "[wide]") {
  auto rsa = from_pem(chains::rsa2048);
  rsa.schemes = scheme_list(rsa_pss_rsae_sha512, rsa_pss_rsae_sha256);
  const scheme_list all(rsa_pss_rsae_sha256, rsa_pss_rsae_sha384, rsa_pss_rsae_sha512);
  CHECK(scheme_of(rsa, all) == rsa_pss_rsae_sha512);
  CHECK(scheme_of(rsa, scheme_list(rsa_pss_rsae_sha384)) == std::nullopt);
  auto p256 = from_pem(chains::p256);
  p256.schemes = scheme_list(ed25519, ecdsa_secp384r1_sha384);
  CHECK(scheme_of(p256, scheme_list(ed25519, ecdsa_secp384r1_sha384, ecdsa_secp256r1_sha256)) == std::nullopt);
}

TEST_CASE("a key that is elsewhere signs by the schemes that it was given, if they fit the certificate") {
  buffer unused;
  const own_credential<B> elsewhere{external_credential{*certificate_chain::split_pem(chains::p256, unused),
                                                        scheme_list(ed25519, ecdsa_secp256r1_sha256)}};
  CHECK(elsewhere.at_hand() == nullptr);
  CHECK(scheme_of(elsewhere, scheme_list(ed25519, ecdsa_secp256r1_sha256)) == ecdsa_secp256r1_sha256);
  CHECK(scheme_of(elsewhere, scheme_list(ed25519)) == std::nullopt);
  CHECK(elsewhere.chain().size() == 1);
  CHECK(from_pem(other_chain()).at_hand() != nullptr);
}

// ---- the choice ----

TEST_CASE("A83: an exact name before a wildcard before any other; among equals the order of the list") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(for_names({"default.example"}, 20))));
  REQUIRE(ours.push(checked(for_names({"*.example.org"}, 21))));
  REQUIRE(ours.push(checked(for_names({"www.example.org", "*.example.net"}, 22))));
  REQUIRE(ours.push(checked(for_names({"www.example.org"}, 23))));
  CHECK(chosen(ours, {.name = "www.example.org"}) == 2);
  CHECK(chosen(ours, {.name = "WWW.EXAMPLE.ORG"}) == 2);
  CHECK(chosen(ours, {.name = "mail.example.org"}) == 1);
  CHECK(chosen(ours, {.name = "mail.example.net"}) == 2);
  CHECK(chosen(ours, {.name = "a.b.example.org"}) == 0);
  CHECK(chosen(ours, {.name = "nobody.example"}) == 0);
  CHECK(chosen(ours, {}) == 0);
}

TEST_CASE("whether the name was found is part of the choice") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(for_names({"www.example.org", "*.example.net"}, 22))));
  const auto named = [&](std::string_view name) {
    const scheme_list schemes(ed25519);
    return choose_credential(ours, {.signature_schemes = schemes.view(), .server_name = as_bytes(name)})->named;
  };
  CHECK(named("www.example.org"));
  CHECK(named("a.example.net"));
  CHECK_FALSE(named("b.example.org"));
  CHECK_FALSE(named(""));
}

TEST_CASE("a scheme in common goes before any name: without one a certificate is of no use", "[wide]") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(from_pem(chains::p256)));
  REQUIRE(ours.push(checked(for_names({"other.example"}, 22))));
  CHECK(chosen(ours, {.name = "server.example"}) == 0);
  CHECK(chosen(ours, {.schemes = scheme_list(ed25519), .name = "server.example"}) == 1);
  CHECK(chosen(ours, {.schemes = scheme_list(ecdsa_secp384r1_sha384)}) == -1);
  CHECK(chosen({}, {}) == -1);
}

TEST_CASE("an issuer that the peer named goes before one that it didn't, after the name (RFC 8446, 4.4.2.2)") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(for_names({"www.example.org"}, 20, "one"))));
  REQUIRE(ours.push(checked(for_names({"www.example.org"}, 21, "two"))));
  REQUIRE(ours.push(checked(for_names({"other.example.org"}, 22, "three"))));
  const std::string name = "www.example.org";
  CHECK(chosen(ours, {.name = name}) == 0);
  CHECK(chosen(ours, {.authorities = {"two"}, .names_authorities = true, .name = name}) == 1);
  CHECK(chosen(ours, {.authorities = {"three", "two"}, .names_authorities = true, .name = name}) == 1);
  CHECK(chosen(ours, {.authorities = {"three"}, .names_authorities = true, .name = name}) == 0);
  CHECK(chosen(ours, {.authorities = {"nobody"}, .names_authorities = true, .name = name}) == 0);
  CHECK(chosen(ours, {.authorities = {"three"}, .names_authorities = true}) == 2);
}

TEST_CASE("RFC 8446, 4.4.2.2: a chain signed by listed schemes goes before another one, after the name") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(signed_by_rsa({"www.example.org"}, 20, "one"))));
  REQUIRE(ours.push(checked(for_names({"*.example.org"}, 21, "two"))));
  REQUIRE(ours.push(checked(for_names({"other.example"}, 22, "three"))));
  const scheme_list rsa(rsa_pkcs1_sha256), neither(ecdsa_secp384r1_sha384);
  // The name first: a chain for somebody else is no chain that the server could provide. Then the schemes.
  CHECK(chosen(ours, {.name = "www.example.org"}) == 1);
  CHECK(chosen(ours, {.name = "www.example.org", .certificate_schemes = rsa}) == 0);
  CHECK(chosen(ours, {.name = "mail.example.org", .certificate_schemes = rsa}) == 1);
  // Then exact before wildcard.
  CHECK(chosen(ours, {.name = "www.example.org", .certificate_schemes = neither}) == 0);
  CHECK(chosen(ours, {.name = "www.example.org", .certificate_schemes = scheme_list(rsa_pkcs1_sha256, ed25519)}) == 0);
  // Then the issuer.
  CHECK(chosen(ours, {.authorities = {"one"}, .names_authorities = true, .name = "www.example.org"}) == 1);
  CHECK(chosen(ours, {.authorities = {"three"}, .names_authorities = true, .certificate_schemes = rsa}) == 0);
  CHECK(chosen(ours, {.authorities = {"three"}, .names_authorities = true}) == 2);
  CHECK(chosen(ours, {}) == 1);
}

TEST_CASE("RFC 8446, 4.4.2.2: without a chain of listed schemes another one is shown, but none without a scheme") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(signed_by_rsa({"www.example.org"}, 20))));
  CHECK(chosen(ours, {}) == 0);
  CHECK(chosen(ours, {.certificate_schemes = scheme_list(ecdsa_secp384r1_sha384)}) == 0);
  CHECK(chosen(ours, {.schemes = scheme_list(ecdsa_secp384r1_sha384), .certificate_schemes = scheme_list(ed25519)}) ==
        -1);
}

TEST_CASE("RFC 8446, 4.4.2.3: a client has to be signed for as the server's signature_algorithms_cert says") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(signed_by_rsa({"www.example.org"}, 20))));
  const scheme_list handshakes(ed25519), others(ed25519), rsa(rsa_pkcs1_sha256);
  const auto choice = [&](scheme_list const& certificates) {
    return choose_credential(
        ours, {.signature_schemes = handshakes.view(), .certificate_schemes = certificates.view(), .of_server = true});
  };
  CHECK(choice(rsa));
  CHECK_FALSE(choice(others));
  CHECK(choice({}));  // signature_algorithms alone
}

TEST_CASE("41, CVE-2020-1967: schemes in signature_algorithms_cert that nobody knows, or twice, don't matter") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(for_names({"www.example.org"}, 20))));
  REQUIRE(ours.push(checked(signed_by_rsa({"www.example.org"}, 21))));
  const SignatureScheme unknown{0x0a0a};
  CHECK(chosen(ours, {.certificate_schemes = scheme_list(unknown, rsa_pkcs1_sha256, unknown, rsa_pkcs1_sha256)}) == 1);
  CHECK(chosen(ours, {.certificate_schemes = scheme_list(unknown)}) == 0);
}

TEST_CASE("a credential for named issuers only is shown to nobody else") {
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(for_names({"www.example.org"}, 20, "one"))));
  ours[0].must_match_issuer = true;
  CHECK(chosen(ours, {.authorities = {"one"}, .names_authorities = true}) == 0);
  CHECK(chosen(ours, {.authorities = {"two"}, .names_authorities = true}) == -1);
  CHECK(chosen(ours, {}) == -1);
}

TEST_CASE("RFC 8446, 4.4.2.3: a certificate that meets the server's oid_filters is chosen, and no other one") {
  const auto usage = [](std::uint16_t bits) {
    return test::extension(x509::KeyUsage{static_cast<std::uint16_t>(x509::KeyUsage::digitalSignature | bits)}, true);
  };
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked(certified(leaf("root", 1, 20)))));
  REQUIRE(ours.push(checked(certified(leaf("root", 1, 21).with(usage(x509::KeyUsage::nonRepudiation))))));
  const scheme_list schemes(ed25519);
  const auto for_filter = [&](result<oid_filter> const& f) {
    REQUIRE(f);
    const OIDFilter view = f->view();
    const credential_request request{.signature_schemes = schemes.view(),
                                     .oid_filters = std::span<const OIDFilter>(&view, 1)};
    const auto choice = choose_credential(ours, request);
    if (!choice) CHECK(no_choice(ours, request) == errc::certificate_oid_filter);
    return choice ? static_cast<int>(choice->index) : -1;
  };
  CHECK(for_filter(oid_filter::key_usage(x509::KeyUsage::digitalSignature)) == 0);
  CHECK(for_filter(oid_filter::key_usage(x509::KeyUsage::nonRepudiation)) == 1);
  CHECK(for_filter(oid_filter::key_usage(x509::KeyUsage::keyAgreement)) == -1);
  CHECK(for_filter(oid_filter::of(der::oid_of<2, 5, 29, 99>, as_bytes("whatever"))) == 0);
}

TEST_CASE("RFC 8446, 4.4.2.2: a key whose certificate doesn't let it sign is refused, wherever the key is") {
  const auto sealing = [] {
    return certified(leaf("root", 1, 20).with(test::extension(x509::KeyUsage{x509::KeyUsage::keyAgreement}, true)));
  };
  const error why{errc::certificate_key_usage, "keyUsage"};
  CHECK(make_own_credential(b, sealing()).error() == why);
  own_certificate elsewhere = sealing();
  replace(elsewhere.key, external_key{scheme_list(ed25519)});
  CHECK(make_own_credential(b, std::move(elsewhere)).error() == why);
  CHECK(make_own_credential(b, certified(leaf("root", 1, 20).without<x509::KeyUsage>())));
  // A credential that was made in another way is never chosen.
  owned_list<own_credential<B>> ours;
  own_certificate parts = sealing();
  REQUIRE(ours.push(own_credential<B>{external_credential{std::move(parts.chain), scheme_list(ed25519)}}));
  CHECK(chosen(ours, {}) == -1);
  CHECK(ours[0].scheme_for(scheme_list(ed25519).view(), crypto::fits_tls12) == std::nullopt);
}

TEST_CASE("any issuer of the chain will do (RFC 8446, 4.2.4)") {
  const octet_vector intermediate = make(ca("middle", 5, "top", 1)), der = make(leaf("middle", 5, 9));
  const bytes chain[] = {der, intermediate};
  buffer key;
  REQUIRE(key.append(key_of(9).pkcs8));
  owned_list<own_credential<B>> ours;
  REQUIRE(ours.push(checked({*certificate_chain::from_der(chain), std::move(key)})));
  ours[0].must_match_issuer = true;
  CHECK(chosen(ours, {.authorities = {"middle"}, .names_authorities = true}) == 0);
  CHECK(chosen(ours, {.authorities = {"top"}, .names_authorities = true}) == 0);
  CHECK(chosen(ours, {.authorities = {"else"}, .names_authorities = true}) == -1);
}
