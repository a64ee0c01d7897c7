#include "cxtls/config.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <unordered_map>

#include "vectors/openssl_chains.hpp"

using namespace cxtls;
namespace chains = cxtls::test::chains;

namespace {

// Nothing in it is as it is by itself; the members stand in their order, as they always will.
client_config full() {
  return {.trust = *trust_store::from_pem(chains::root),
          .profile = profile::rfc5280,
          .alpn = {"h2", "http/1.1"},
          .versions = version_list(ProtocolVersion::tls13),
          .cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256),
          .groups = group_list(NamedGroup::x25519),
          .certificates = {*own_certificate::from_pem(chains::p256)},
          .ask_application_for_credential = true,
          .never_anonymous = true,
          .ask_application_to_verify = true,
          .accept_delegated_credentials = true,
          .signature_schemes = scheme_list(SignatureScheme::ed25519),
          .key_share_groups = group_list(),
          .reverify_on_resume = true,
          .request_ocsp_staple = true,
          .request_signed_certificate_timestamps = true,
          .certificate_compressions = certificate_compression_list(CertificateCompressionAlgorithm::zlib),
          .grease = false};
}
// Each changes another member.
std::function<void(client_config&)> const client_changes[] = {
    [](client_config& c) { c.trust = {}; },
    [](client_config& c) { c.profile = profile::webpki; },
    [](client_config& c) { c.profile = c.profile.at_most_intermediates(1); },
    [](client_config& c) { c.alpn = {"http/1.1", "h2"}; },
    [](client_config& c) { c.versions = {}; },
    [](client_config& c) { c.cipher_suites = {}; },
    [](client_config& c) { c.groups = group_list(NamedGroup::secp256r1); },
    [](client_config& c) { c.certificates = {}; },
    [](client_config& c) { c.certificates = {*own_certificate::from_pem(chains::ed25519)}; },
    [](client_config& c) { c.certificates[0].key = external_key{}; },
    [](client_config& c) { c.certificates[0].signature_schemes = scheme_list(SignatureScheme::ed25519); },
    [](client_config& c) { c.certificates[0].must_match_issuer = true; },
    [](client_config& c) { (void)c.certificates[0].ocsp_response.resize(1); },
    [](client_config& c) { (void)c.certificates[0].signed_certificate_timestamps.resize(1); },
    [](client_config& c) { c.ask_application_for_credential = false; },
    [](client_config& c) { c.never_anonymous = false; },
    [](client_config& c) { c.ask_application_to_verify = false; },
    [](client_config& c) { (void)c.certificates[0].delegated_credential.resize(1); },
    [](client_config& c) { c.accept_delegated_credentials = false; },
    [](client_config& c) { c.signature_schemes = {}; },
    [](client_config& c) { c.key_share_groups.reset(); },
    [](client_config& c) { c.reverify_on_resume = false; },
    [](client_config& c) { c.request_ocsp_staple = false; },
    [](client_config& c) { c.request_signed_certificate_timestamps = false; },
    [](client_config& c) { c.certificate_compressions = {}; },
    [](client_config& c) { c.certificate_compressions = certificate_compression_list(); },
    [](client_config& c) { c.grease = true; }};

}  // namespace

TEST_CASE("B4: a configuration's duplicate is equal to it and its own, and can be changed") {
  static_assert(*client_config{}.duplicate() == client_config{});
  const client_config original = full();
  auto copied = original.duplicate();
  REQUIRE(copied);
  CHECK(*copied == original);
  CHECK(equal(std::get<buffer>(copied->certificates[0].key).view(),
              std::get<buffer>(original.certificates[0].key).view()));
  copied->alpn = {"h2"};
  copied->certificates = {};
  CHECK(original == full());
  CHECK(*copied != original);
  CHECK(original != client_config{});
}

TEST_CASE("B3: configurations that differ in one member aren't equal") {
  for (auto const& change : client_changes) {
    client_config other = full();
    change(other);
    CHECK(other != full());
    change(other);
    CHECK(other == *other.duplicate());
  }
}

TEST_CASE("B3: private keys aren't compared: which one it is, the leaf says") {
  client_config one = full(), two = full();
  std::get<buffer>(two.certificates[0].key).edit()[20] ^= 1;
  CHECK(one == two);
  CHECK(hash_of(one) == hash_of(two));
  one.certificates[0].key = external_key{scheme_list(SignatureScheme::ecdsa_secp256r1_sha256)};
  CHECK(one != two);
  CHECK(two != one);
  two.certificates[0].key = external_key{scheme_list(SignatureScheme::ecdsa_secp256r1_sha256)};
  CHECK(one == two);
  two.certificates[0].key = external_key{};
  CHECK(one != two);
}

TEST_CASE("B3: a configuration is a key of a table, by its value") {
  static_assert(hash_of(client_config{}) == hash_of(client_config{}));
  std::unordered_map<client_config, int> table;
  table.emplace(client_config{}, 0);
  int number = 0;
  for (auto const& change : client_changes) {
    client_config other = full();
    change(other);
    table.emplace(std::move(other), ++number);
  }
  table.emplace(full(), -1);
  CHECK(table.size() == std::size(client_changes) + 2);
  CHECK(table.at(client_config{}) == 0);
  CHECK(table.at(full()) == -1);
  CHECK(hash_of(full()) == hash_of(*full().duplicate()));
  CHECK(hash_of(full()) != hash_of(client_config{}));
  // Most members count.
  std::size_t same = 0;
  for (auto const& [config, n] : table) same += hash_of(config) == hash_of(full()) ? 1u : 0u;
  CHECK(same < 5);
}

TEST_CASE("a configuration trusts nobody, offers no protocol and shows nothing, unless told to") {
  const client_config config;
  CHECK(config.trust.empty());
  CHECK(config.profile == profile::webpki);
  CHECK(config.alpn.empty());
  CHECK(config.cipher_suites.empty());
  CHECK(config.groups.empty());
  CHECK(config.certificates.empty());
  CHECK_FALSE(config.ask_application_to_verify);
  CHECK_FALSE(config.reverify_on_resume);
  CHECK_FALSE(config.key_share_groups);
  CHECK_FALSE(config.request_ocsp_staple);
  CHECK_FALSE(config.request_signed_certificate_timestamps);
  CHECK(config.signature_schemes.empty());
}

TEST_CASE("A74: a credential comes from one PEM text: certificates, leaf first, and their key") {
  const auto credential = own_certificate::from_pem(chains::p256);
  REQUIRE(credential);
  CHECK(credential->chain.size() == 1);
  REQUIRE(std::holds_alternative<buffer>(credential->key));
  CHECK_FALSE(std::get<buffer>(credential->key).empty());

  const auto with_root = own_certificate::from_pem(std::string(chains::p256) + std::string(chains::root));
  REQUIRE(with_root);
  CHECK(with_root->chain.size() == 2);
}

TEST_CASE("a credential without a key, with two, without a certificate, without anything") {
  const auto refusal = [](std::string const& pem) {
    auto made = own_certificate::from_pem(pem);
    return made ? errc::none : made.error().code;
  };
  const std::string p256(chains::p256), root(chains::root), p384(chains::p384);
  const std::string certificate = p256.substr(0, p256.find("-----BEGIN PRIVATE KEY"));
  const std::string key = p256.substr(certificate.size());
  CHECK(refusal(certificate) == errc::private_key_missing);
  CHECK(refusal(p256 + key) == errc::certificate_private_key_misplaced);
  CHECK(refusal(key) == errc::certificate_leaf_missing);
  CHECK(refusal("") != errc::none);
  CHECK(refusal(p256 + p384.substr(0, p384.find("-----BEGIN PRIVATE KEY"))) == errc::certificate_leaf_repeated);
  CHECK(refusal(root + p256) == errc::certificate_order);
}
