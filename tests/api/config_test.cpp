#include "cxtls/config.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "vectors/openssl_chains.hpp"

using namespace cxtls;
namespace chains = cxtls::test::chains;

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
