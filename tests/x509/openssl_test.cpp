// Certificates of another implementation: openssl makes them before the tests run (make_certs.py).
#include <catch2/catch_test_macros.hpp>

#include <ctime>
#include <string>

#include "x509/credential_of.hpp"
#include "x509/maker.hpp"
#include "x509/openssl_certs.hpp"

using namespace cxtls;
namespace made = cxtls::test::openssl;

namespace {

test::octet_vector der_of(std::string_view pem) {
  x509::pem_reader r(pem);
  x509::pem_label label{};
  buffer out;
  const auto found = r.next(label, out);
  if (!found || !*found) return {};
  return {out.view().begin(), out.view().end()};
}

errc refusal(std::string_view anchor, std::vector<std::string_view> const& chain, std::string_view name,
             x509::profile const& p = profile::webpki) {
  const auto trust = x509::trust_store::from_pem(anchor);
  const auto who = dns_name::parse(name);
  if (!trust || !who) return errc::config_name_invalid;
  std::vector<test::octet_vector> ders;
  for (std::string_view pem : chain) ders.push_back(der_of(pem));
  const std::vector<bytes> views(ders.begin(), ders.end());
  const auto v = x509::verify_server(test::linked_backend{}, p, *trust, views, *who, {std::time(nullptr)});
  return v ? errc::none : v.error().code;
}

}  // namespace

TEST_CASE("openssl's certificates are verified with each signature algorithm that we have") {
  CHECK(refusal(made::root_p384, {made::ecdsa_sha256, made::inner}, "ecdsa-sha256.example.com") == errc::none);
  CHECK(refusal(made::root_p384, {made::ecdsa_sha384}, "ecdsa-sha384.example.com") == errc::none);
  CHECK(refusal(made::root_p256, {made::ecdsa_sha512}, "ecdsa-sha512.example.com") == errc::none);
  // CA/Browser Forum BR, 6.1.5: P-521 is one of the three curves.
  CHECK(refusal(made::root_p521, {made::ecdsa_p521}, "ecdsa-p521.example.com") == errc::none);
  CHECK(refusal(made::root_rsa, {made::rsa_sha256}, "rsa-sha256.example.com") == errc::none);
  CHECK(refusal(made::root_rsa, {made::rsa_sha384}, "rsa-sha384.example.com") == errc::none);
  CHECK(refusal(made::root_rsa, {made::rsa_sha512}, "rsa-sha512.example.com") == errc::none);
  CHECK(refusal(made::root_rsa, {made::pss_sha256}, "pss-sha256.example.com") == errc::none);
  CHECK(refusal(made::root_rsa, {made::pss_sha384}, "pss-sha384.example.com") == errc::none);
  CHECK(refusal(made::root_rsa, {made::pss_sha512}, "pss-sha512.example.com") == errc::none);
  CHECK(refusal(made::root_ed25519, {made::ed25519}, "ed25519.example.com") == errc::none);
}

TEST_CASE("PITFALLS 23: SHA-1 and other parameters of PSS are no algorithms of ours") {
  const auto unsupported = errc::certificate_algorithm_unsupported;
  CHECK(refusal(made::root_p256, {made::ecdsa_sha1}, "ecdsa-sha1.example.com") == unsupported);
  CHECK(refusal(made::root_rsa, {made::rsa_sha1}, "rsa-sha1.example.com") == unsupported);
  CHECK(refusal(made::root_rsa, {made::pss_other_salt}, "pss-other-salt.example.com") == unsupported);
}

TEST_CASE("PITFALLS 40, 69, 84: unknown keys, explicit curves and small RSA keys are refused, not tripped over") {
  const auto unsupported = errc::certificate_algorithm_unsupported;
  CHECK(refusal(made::root_p256, {made::key_p224}, "key-p224.example.com") == unsupported);
  CHECK(refusal(made::root_p256, {made::key_ed448}, "key-ed448.example.com") == unsupported);
  CHECK(refusal(made::root_p256, {made::key_explicit}, "key-explicit.example.com") == unsupported);
  CHECK(refusal(made::root_p256, {made::key_rsa_1024}, "key-rsa-1024.example.com") == errc::certificate_key_too_small);
}

TEST_CASE("openssl's DER is what our descriptors write") {
  for (std::string_view pem :
       {std::string_view(made::root_rsa), std::string_view(made::root_p384), std::string_view(made::inner),
        std::string_view(made::ecdsa_sha256), std::string_view(made::rsa_sha256), std::string_view(made::pss_sha384),
        std::string_view(made::ed25519)}) {
    const auto in = der_of(pem);
    const auto parsed = parse<x509::Certificate>(in);
    REQUIRE(parsed);
    CHECK(test::encode(*parsed) == in);
  }
}

TEST_CASE("openssl's keys fit openssl's certificates, in each format, and no others") {
  using test::credential_refusal;
  const std::string leaf = made::ecdsa_sha256, chain = leaf + made::inner;
  CHECK(credential_refusal(chain + made::ecdsa_sha256_key) == errc::none);
  CHECK(credential_refusal(made::ecdsa_sha256_key + chain) == errc::none);
  CHECK(credential_refusal(chain, made::ecdsa_sha256_key) == errc::none);
  CHECK(credential_refusal(chain, made::ecdsa_sha256_sec1_key) == errc::none);
  CHECK(credential_refusal(made::rsa_sha256, made::rsa_sha256_key) == errc::none);
  CHECK(credential_refusal(made::rsa_sha256, made::rsa_sha256_pkcs1_key) == errc::none);
  CHECK(credential_refusal(made::ed25519, made::ed25519_key) == errc::none);
  CHECK(credential_refusal(made::ecdsa_p521, made::ecdsa_p521_key) == errc::none);
  CHECK(credential_refusal(chain, made::ecdsa_sha384_key) == errc::private_key_mismatch);
  CHECK(credential_refusal(chain, made::inner_key) == errc::private_key_mismatch);
  CHECK(credential_refusal(made::ed25519, made::encrypted_key) == errc::private_key_malformed);
}

TEST_CASE("A84, A90: what is wrong with one's own chain is said exactly") {
  using test::credential_refusal;
  const std::string leaf = made::ecdsa_sha256, inner = made::inner, root = made::root_p384,
                    key = made::ecdsa_sha256_key;
  CHECK(credential_refusal(leaf + inner) == errc::private_key_missing);
  CHECK(credential_refusal(leaf + inner, leaf) == errc::private_key_missing);
  CHECK(credential_refusal(key) == errc::certificate_leaf_missing);
  CHECK(credential_refusal(inner + root + key) == errc::certificate_leaf_missing);
  CHECK(credential_refusal(leaf + inner + std::string(made::ed25519) + key) == errc::certificate_leaf_repeated);
  CHECK(credential_refusal(inner + leaf + key) == errc::certificate_order);
  CHECK(credential_refusal(leaf + root + inner + key) == errc::certificate_order);
  CHECK(credential_refusal(leaf + std::string(made::root_rsa) + key) == errc::certificate_unrelated);
  CHECK(credential_refusal(leaf + inner + key + key) == errc::certificate_private_key_misplaced);
  CHECK(credential_refusal(leaf + inner + key, key) == errc::certificate_private_key_misplaced);
  CHECK(credential_refusal(leaf + inner, key + key) == errc::private_key_malformed);
  CHECK(credential_refusal("no PEM at all") == errc::certificate_leaf_missing);
}
