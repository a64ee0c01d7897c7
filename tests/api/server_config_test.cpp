#include "cxtls/server_config.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <type_traits>
#include <unordered_map>

#include "cxtls/protocol/tls13/post_handshake.hpp"
#include "vectors/openssl_chains.hpp"

using namespace cxtls;
namespace chains = cxtls::test::chains;

// It holds keys: a second owner is made on purpose only.
static_assert(!std::is_copy_constructible_v<server_config> && std::is_nothrow_move_constructible_v<server_config>);

namespace {
constexpr bool defaults_ask_for_nothing_and_promise_nothing() {
  const server_config config;
  return config.certificates.empty() && config.clients == client_authentication::off && config.trust.empty() &&
         config.alpn.empty() && config.psks.empty() && config.imported_psks.empty() && config.sessions == nullptr &&
         config.cookies == nullptr && !config.require_alpn && !config.require_known_name &&
         !config.ask_application_for_credential && !config.ask_application_to_verify && !config.reverify_on_resume;
}
constexpr bool defaults_are_within_the_limits() {
  const server_config config;
  return config.tickets > 0 && config.tickets <= max_tickets && config.ticket_lifetime > 0 &&
         config.ticket_lifetime <= max_ticket_lifetime && config.cipher_suites.empty() && config.groups.empty() &&
         config.signature_schemes.empty();
}
}  // namespace

TEST_CASE("a server's configuration asks for nothing and promises nothing by itself") {
  static_assert(defaults_ask_for_nothing_and_promise_nothing());
  CHECK(defaults_ask_for_nothing_and_promise_nothing());
}

TEST_CASE("a server's defaults are within the limits, and all of the policy") {
  static_assert(defaults_are_within_the_limits());
  CHECK(defaults_are_within_the_limits());
}

namespace {

// Which object it is, is all that matters here.
struct no_sessions : session_provider {
  status issue(session const&, unix_time, buffer&) override { return errc::config_sessions_not_kept; }
  machine::answer<found_session> find(bytes, unix_time) override { return found_session{}; }
  void forget(bytes) override {}
};
struct no_cookies : cookie_protector {
  status seal(bytes, unix_time, buffer&) const override { return errc::config_sessions_not_kept; }
  std::optional<buffer> open(bytes, unix_time) const override { return std::nullopt; }
};
no_sessions some_sessions, other_sessions;
no_cookies const some_cookies, other_cookies;

server_psk imported_named(std::string_view name, std::string_view peer = "a peer",
                          crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
  return *server_psk::create(as_bytes(name), as_bytes("fedcba9876543210"),
                             {.own = as_bytes("us"), .peer = as_bytes(peer)}, hash);
}
external_psk key_named(std::string_view name, std::string_view key = "0123456789abcdef") {
  return *external_psk::create(as_bytes(name), as_bytes(key));
}

// Nothing in it is as it is by itself; the members stand in their order, as they always will.
server_config full() {
  return {.certificates = {*own_certificate::from_pem(chains::p256)},
          .ask_application_for_credential = true,
          .require_known_name = true,
          .alpn = {"h2", "http/1.1"},
          .require_alpn = true,
          .versions = version_list(ProtocolVersion::tls13),
          .cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256),
          .groups = group_list(NamedGroup::x25519),
          .signature_schemes = scheme_list(SignatureScheme::ed25519),
          .certificate_compressions = certificate_compression_list(CertificateCompressionAlgorithm::zlib),
          .clients = client_authentication::required,
          .trust = *trust_store::from_pem(chains::root),
          .accept_delegated_credentials = true,
          .profile = profile::rfc5280,
          .name_authorities = false,
          .oid_filters = {*oid_filter::key_usage(x509::KeyUsage::digitalSignature)},
          .ask_application_to_verify = true,
          .sessions = &some_sessions,
          .tickets = 1,
          .ticket_lifetime = 7,
          .reverify_on_resume = true,
          .psks = {key_named("a key")},
          .imported_psks = {imported_named("another")},
          .cookies = &some_cookies};
}

// Each changes another member.
std::function<void(server_config&)> const server_changes[] = {
    [](server_config& c) { c.certificates = {*own_certificate::from_pem(chains::ed25519)}; },
    [](server_config& c) { c.ask_application_for_credential = false; },
    [](server_config& c) { c.require_known_name = false; },
    [](server_config& c) { c.alpn = {"h2"}; },
    [](server_config& c) { c.require_alpn = false; },
    [](server_config& c) { c.versions = {}; },
    [](server_config& c) { c.cipher_suites = {}; },
    [](server_config& c) { c.groups = {}; },
    [](server_config& c) { c.signature_schemes = {}; },
    [](server_config& c) { c.certificate_compressions = {}; },
    [](server_config& c) { c.certificate_compressions = certificate_compression_list(); },
    [](server_config& c) { c.clients = client_authentication::optional; },
    [](server_config& c) { c.trust = {}; },
    [](server_config& c) { c.accept_delegated_credentials = false; },
    [](server_config& c) { c.profile = profile::private_pki; },
    [](server_config& c) { c.name_authorities = true; },
    [](server_config& c) { c.oid_filters = {}; },
    [](server_config& c) { c.oid_filters = {*oid_filter::key_usage(x509::KeyUsage::keyAgreement)}; },
    [](server_config& c) { c.ask_application_to_verify = false; },
    [](server_config& c) { c.sessions = &other_sessions; },
    [](server_config& c) { c.tickets = 2; },
    [](server_config& c) { c.ticket_lifetime = 8; },
    [](server_config& c) { c.reverify_on_resume = false; },
    [](server_config& c) { c.psks = {}; },
    [](server_config& c) { c.psks = {key_named("another key")}; },
    [](server_config& c) {
      c.psks = {*external_psk::create(as_bytes("a key"), as_bytes("0123456789abcdef"), crypto::hash_algorithm::sha384)};
    },
    [](server_config& c) { c.imported_psks = {}; },
    [](server_config& c) { c.imported_psks = {imported_named("some other")}; },
    [](server_config& c) { c.imported_psks = {imported_named("another", "somebody")}; },
    [](server_config& c) { c.imported_psks = {imported_named("another", "a peer", crypto::hash_algorithm::sha384)}; },
    [](server_config& c) { c.cookies = &other_cookies; }};

}  // namespace

TEST_CASE("B4: a server configuration's duplicate is equal to it and its own, and can be changed") {
  static_assert(*server_config{}.duplicate() == server_config{});
  const server_config original = full();
  auto copied = original.duplicate();
  REQUIRE(copied);
  CHECK(*copied == original);
  CHECK(equal(copied->psks[0].expose(), original.psks[0].expose()));
  copied->certificates = {};
  CHECK(equal(copied->imported_psks[0].external().expose(), original.imported_psks[0].external().expose()));
  copied->psks = {};
  CHECK(original == full());
  CHECK(*copied != original);
}

TEST_CASE("B3: server configurations that differ in one member aren't equal") {
  for (auto const& change : server_changes) {
    server_config other = full();
    change(other);
    CHECK(other != full());
    CHECK(other == *other.duplicate());
  }
}

TEST_CASE("B3: pre-shared keys aren't compared: they are known by name and hash") {
  server_config other = full();
  other.psks = {key_named("a key", "fedcba9876543210")};
  CHECK(other == full());
  CHECK(hash_of(other) == hash_of(full()));
}

TEST_CASE("B3: a server's configuration is a key of a table, by its value") {
  static_assert(hash_of(server_config{}) == hash_of(server_config{}));
  std::unordered_map<server_config, int> table;
  int number = 0;
  for (auto const& change : server_changes) {
    server_config other = full();
    change(other);
    table.emplace(std::move(other), ++number);
  }
  table.emplace(full(), -1);
  CHECK(table.size() == std::size(server_changes) + 1);
  CHECK(table.at(full()) == -1);
  CHECK(hash_of(full()) != hash_of(server_config{}));
}
