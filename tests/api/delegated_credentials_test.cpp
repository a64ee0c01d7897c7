// What a configuration says about delegated credentials (RFC 9345) is checked before there is a connection.
#include <catch2/catch_test_macros.hpp>

#include "cxtls/client_faults.hpp"
#include "cxtls/server_faults.hpp"
#include "support/delegated.hpp"
#include "support/noon.hpp"
#include "vectors/openssl_chains.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct plain : stack<linked_backend> {};
struct older : stack<linked_backend, policy::tls12> {};

buffer kept(bytes of) {
  buffer b;
  REQUIRE(b.append(of));
  return b;
}
octets key_in(std::string_view pem) {
  const auto key = x509::private_key_from_pem(pem);
  REQUIRE(key);
  return {key->view().begin(), key->view().end()};
}
own_certificate shown(octets const& credential, std::string_view key,
                      std::string_view certificate = delegation::certificate) {
  auto chain = certificate_chain::from_pem(certificate);
  REQUIRE(chain);
  own_certificate own{std::move(*chain), external_key{}};
  own.delegated_credential = kept(credential);
  own.delegated_key = kept(key_in(key));
  return own;
}
own_certificate good() { return shown(unhex(delegation::for_server), delegation::server_key); }
error fault_of(own_certificate own) {
  server_config config;
  config.certificates = {std::move(own)};
  const config_faults found = validate<plain>(config);
  CHECK(found.size() <= 1);
  return found.empty() ? error{} : found[0];
}
// One like OpenSSL's, with something changed.
octets changed(auto change) {
  const octets like = unhex(delegation::for_server);
  const auto parsed = parse<DelegatedCredential>(like);
  const bytes spki = parsed->cred.ASN1_subjectPublicKeyInfo;
  credential_model m{.valid_time = parsed->cred.valid_time, .subject_public_key_info = {spki.begin(), spki.end()}};
  change(m);
  const auto chain = certificate_chain::from_pem(delegation::certificate);
  return encode(m, chain->leaf(), key_in(delegation::key));
}

}  // namespace

TEST_CASE("RFC 9345: a delegated credential is its certificate's, and goes with its key") {
  const auto refused = [](errc code) { return error{code, "delegated_credential"}; };
  CHECK_FALSE(fault_of(good()));
  CHECK_FALSE(fault_of(shown(changed([](credential_model&) {}), delegation::server_key)));

  CHECK(fault_of(shown(unhex(delegation::for_client), delegation::client_key)) ==
        refused(errc::delegated_credential_signature_invalid));
  CHECK(fault_of(shown(unhex(delegation::for_server), delegation::server_key, chains::root)) ==
        refused(errc::delegated_credential_not_allowed));
  CHECK(fault_of(shown({1, 2, 3}, delegation::server_key)) == refused(errc::config_delegated_credential));
  octets longer = unhex(delegation::for_server);
  longer.push_back(0);
  CHECK(fault_of(shown(longer, delegation::server_key)) == refused(errc::config_delegated_credential));
  CHECK(fault_of(shown(unhex(delegation::for_server), delegation::client_key)) ==
        error{errc::private_key_mismatch, "delegated_key"});
  own_certificate without = good();
  without.delegated_key = {};
  CHECK(fault_of(std::move(without)) == error{errc::private_key_malformed, "delegated_key"});
  own_certificate alone = good();
  alone.delegated_credential = {};
  CHECK(fault_of(std::move(alone)) == refused(errc::config_delegated_credential));
}

TEST_CASE("RFC 9345, 4 and 4.1.3: no peer would take a key of RSA's, or a credential that outlives its certificate") {
  buffer key;
  const auto rsa = certificate_chain::split_pem(chains::rsa2048, key);
  REQUIRE(rsa);
  const auto leaf = x509::parse_certificate(rsa->leaf());
  const bytes spki = leaf->spki_der();
  const octets of_rsa = changed([&](credential_model& m) {
    m.dc_cert_verify_algorithm = SignatureScheme::rsa_pss_rsae_sha256;
    m.subject_public_key_info = {spki.begin(), spki.end()};
  });
  CHECK(fault_of(shown(of_rsa, delegation::server_key)) ==
        error{errc::delegated_credential_key_invalid, "delegated_credential"});
  const std::uint32_t ten_years = 3652 * 86400u;  // 2026-01-01 to 2036-01-01, when the certificate ends
  const auto until = [](std::uint32_t valid_time) {
    return shown(changed([=](credential_model& m) { m.valid_time = valid_time; }), delegation::server_key);
  };
  CHECK(fault_of(until(ten_years + 1)) == error{errc::delegated_credential_too_long, "delegated_credential"});
  CHECK_FALSE(fault_of(until(ten_years)));
}

TEST_CASE("RFC 9345: a client's own are for clients") {
  client_config config;
  config.certificates = {shown(unhex(delegation::for_client), delegation::client_key)};
  CHECK(validate<plain>(config).empty());
  config.certificates = {good()};
  const config_faults found = validate<plain>(config);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == error{errc::delegated_credential_signature_invalid, "delegated_credential"});
}

TEST_CASE("RFC 9345: a raw public key delegates nothing") {
  const auto chain = certificate_chain::from_pem(delegation::certificate);
  auto bare = certificate_chain::of_public_key(x509::parse_certificate(chain->leaf())->spki_der());
  REQUIRE(bare);
  own_certificate own = good();
  own.chain = std::move(*bare);
  CHECK(fault_of(std::move(own)) == error{errc::config_delegated_credential, "delegated_credential"});
}

TEST_CASE("RFC 9345: who accepts delegated credentials has TLS 1.3 and a scheme for them") {
  const error lacks{errc::config_unsupported_by_backend, "accept_delegated_credentials"};
  client_config config;
  config.accept_delegated_credentials = true;
  CHECK(validate<plain>(config).empty());
  const config_faults in_tls12 = validate<older>(config);
  REQUIRE(in_tls12.size() == 1);
  CHECK(in_tls12[0] == lacks);
}

TEST_CASE("RFC 9345, 4: RSA's schemes alone are none for delegated keys", "[wide]") {
  const error lacks{errc::config_unsupported_by_backend, "accept_delegated_credentials"};
  client_config config;
  config.accept_delegated_credentials = true;
  config.signature_schemes = scheme_list(SignatureScheme::rsa_pss_rsae_sha256);
  const config_faults only_rsa = validate<plain>(config);
  REQUIRE(only_rsa.size() == 1);
  CHECK(only_rsa[0] == lacks);
  server_config server;
  server.certificates = {good()};
  server.accept_delegated_credentials = true;
  CHECK(validate<plain>(server).empty());
  server.signature_schemes = scheme_list(SignatureScheme::rsa_pss_rsae_sha256);
  const config_faults of_server = validate<plain>(server);
  REQUIRE(of_server.size() == 1);
  CHECK(of_server[0] == lacks);
}
