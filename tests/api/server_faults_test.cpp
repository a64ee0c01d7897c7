#include "cxtls/server_faults.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/server_context.hpp"
#include "cxtls/x509/trust_store_system.hpp"
#include "support/test_server.hpp"
#include "support/toy_certificate.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct plain : stack<linked_backend> {};
struct toy_tls : stack<toy_backend> {};

constexpr error lacking(std::string_view field) { return {errc::config_unsupported_by_backend, field}; }

// Is it this list of faults, whose first one create() says?
bool is(server_config config, std::vector<error> const& expected) {
  const config_faults all = validate<plain>(config);
  const std::vector<error> found(all.begin(), all.end());
  CHECK(found == expected);
  const auto made = server_context<plain>::create(std::move(config));
  return found == expected && (made ? expected.empty() : made.error() == expected.at(0));
}

consteval config_faults of_a_constant(bool wrong) {
  toy_world world;
  server_config config;
  config.certificates = toy::shown(toy::server_leaf);
  if (wrong) {
    config.tickets = max_tickets + 1;
    config.clients = client_authentication::optional;
  }
  return validate<toy_tls>(config, toy_backend(world));
}

}  // namespace

static_assert(of_a_constant(false).empty());
static_assert(of_a_constant(true).size() == 2);
static_assert(of_a_constant(true)[0] == error{errc::config_no_trust_anchor, "trust"});
static_assert(of_a_constant(true)[1] == error{errc::config_tickets_invalid, "tickets"});

TEST_CASE("B30: nothing is wrong with a server's configuration that shows a certificate") {
  CHECK(is(showing_config(), {}));
  CHECK(is(asking_config(), {}));
}

TEST_CASE("B30: all that is wrong with a server's configuration is named at once; create() says the first of it") {
  server_config config;
  config.alpn = {std::string_view()};
  config.clients = client_authentication::required;
  config.tickets = max_tickets + 1;
  config.ticket_lifetime = max_ticket_lifetime + 1;
  config.versions = version_list(ProtocolVersion::tls10);
  config.cipher_suites = suite_list(CipherSuite::TLS_AES_128_CCM_SHA256);
  config.groups = group_list(NamedGroup::ffdhe2048);
  config.signature_schemes = scheme_list(SignatureScheme::ed448);
  CHECK(is(std::move(config), {{errc::config_alpn_invalid, "alpn"},
                               {errc::config_no_trust_anchor, "trust"},
                               {errc::config_no_certificate, "certificates"},
                               {errc::config_tickets_invalid, "tickets"},
                               {errc::config_tickets_invalid, "ticket_lifetime"},
                               lacking("versions"),
                               lacking("cipher_suites"),
                               lacking("groups"),
                               lacking("signature_schemes")}));
}

TEST_CASE("B30: a server's certificates are looked at one by one") {
  server_config config = showing_config();
  REQUIRE(config.certificates.push(*own_certificate::from_pem(usual_chain())));
  REQUIRE(config.certificates.push(*own_certificate::from_pem(usual_chain())));
  std::get<buffer>(config.certificates[0].key).clear();
  std::get<buffer>(config.certificates[2].key).clear();
  const error malformed{errc::private_key_malformed, "certificates"};
  CHECK(is(std::move(config), {malformed, malformed}));
}

TEST_CASE("RFC 8446, 4.2.5: filters that may not be sent are a fault of the configuration") {
  const auto with = [](auto... filters) {
    server_config config = asking_config();
    for (auto* f : {&filters...}) REQUIRE(config.oid_filters.push(std::move(**f)));
    return config;
  };
  const auto usage = [](std::uint16_t bits) { return oid_filter::key_usage(bits); };
  const auto purpose = [](der::oid id) { return oid_filter::extended_key_usage(std::span<const der::oid>(&id, 1)); };
  const error wrong{errc::config_oid_filters, "oid_filters"};
  CHECK(is(with(usage(x509::KeyUsage::digitalSignature), purpose(x509::id_kp_clientAuth)), {}));
  CHECK(is(with(usage(x509::KeyUsage::digitalSignature), usage(x509::KeyUsage::keyAgreement)), {wrong}));
  CHECK(is(with(purpose(x509::anyExtendedKeyUsage)), {wrong}));
  CHECK(is(with(oid_filter::of(x509::extension_id<x509::KeyUsage>, as_bytes("no bits"))), {wrong}));
  const std::vector<std::uint8_t> long_value(65536);
  CHECK(is(with(oid_filter::of(der::oid_of<2, 5, 29, 99>, long_value)), {wrong}));
  server_config many = asking_config();
  for (std::uint8_t i = 0; i <= x509::max_oid_filters; ++i)
    REQUIRE(many.oid_filters.push(*oid_filter::of(der::oid{std::span<const std::uint8_t>(&i, 1)})));
  CHECK(is(std::move(many), {wrong}));
}

TEST_CASE("RFC 8446, 4.4.2.2: a server's certificate has to let its key sign") {
  const octet_vector der =
      make(leaf("root", 1, 9).with(test::extension(x509::KeyUsage{x509::KeyUsage::keyAgreement}, true)));
  const bytes chain[] = {der};
  buffer key;
  REQUIRE(key.append(key_of(9).pkcs8));
  server_config config;
  config.certificates = {own_certificate{*certificate_chain::from_der(chain), std::move(key)}};
  CHECK(is(std::move(config), {{errc::certificate_key_usage, "keyUsage"}}));
}

TEST_CASE("B30: a server's trust store that couldn't be loaded is a fault, with the reason of its own") {
  server_config config = showing_config();
  config.clients = client_authentication::required;
  char const* const nowhere[] = {"/nonexistent/bundle"};
  config.trust = x509::system_loader::from(nowhere, 1);
  CHECK(is(std::move(config), {{errc::trust_store_unreadable, "trust"}}));
}
