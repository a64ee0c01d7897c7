#include "cxtls/client_faults.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/client_context.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/x509/trust_store_system.hpp"
#include "support/test_client.hpp"
#include "support/toy_certificate.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct plain : stack<linked_backend> {};
struct toy_tls : stack<toy_backend> {};

constexpr error lacking(std::string_view field) { return {errc::config_unsupported_by_backend, field}; }
std::vector<error> all_of(config_faults const& found) { return {found.begin(), found.end()}; }

// Is it this list of faults, whose first one create() says?
bool is(client_config config, std::vector<error> const& expected) {
  const auto found = all_of(validate<plain>(config));
  CHECK(found == expected);
  const auto made = client_context<plain>::create(std::move(config));
  return found == expected && (made ? expected.empty() : made.error() == expected.at(0));
}

// A configuration in constant evaluation: nothing wrong, or two things.
consteval config_faults of_a_constant(bool wrong) {
  toy_world world;
  client_config config;
  config.alpn = {"h2"};
  config.groups = group_list(NamedGroup::x25519);
  if (wrong) {
    config.groups = group_list(NamedGroup::secp521r1);
    config.certificates = toy::shown(toy::client_leaf);
    std::get<buffer>(config.certificates[0].key).clear();
  }
  return validate<toy_tls>(config, toy_backend(world));
}

}  // namespace

static_assert(of_a_constant(false).empty());
static_assert(of_a_constant(true).size() == 2);
static_assert(of_a_constant(true)[0] == lacking("groups"));
static_assert(of_a_constant(true)[1] == error{errc::private_key_malformed, "certificates"});

TEST_CASE("B30: nothing is wrong with a configuration that says whom to trust") {
  CHECK(is(trusting_config(), {}));
  CHECK(is({}, {}));
}

TEST_CASE("B30: all that is wrong with a client's configuration is named at once; create() says the first of it") {
  client_config config = trusting_config();
  config.alpn = {""};
  config.versions = version_list(ProtocolVersion::tls11);
  config.cipher_suites = suite_list(CipherSuite::TLS_AES_128_CCM_SHA256, CipherSuite{0x0a0a});
  config.groups = group_list(NamedGroup::ffdhe2048);
  config.signature_schemes = scheme_list(SignatureScheme::ed25519, SignatureScheme::ed448, SignatureScheme{0x0a0a});
  config.key_share_groups = group_list(NamedGroup::x25519, NamedGroup::ffdhe2048);
  for (int i = 0; i < 3; ++i) {
    REQUIRE(config.certificates.push(*own_certificate::from_pem(usual_chain())));
    own_certificate& one = config.certificates[static_cast<std::size_t>(i)];
    if (i == 0) std::get<buffer>(one.key).clear();
    if (i == 2) REQUIRE(one.signed_certificate_timestamps.resize(1));
  }
  const client_config same = *config.duplicate();
  CHECK(is(std::move(config), {{errc::config_alpn_invalid, "alpn"},
                               lacking("versions"),
                               lacking("cipher_suites"),
                               lacking("groups"),
                               lacking("signature_schemes"),
                               lacking("key_share_groups"),
                               {errc::private_key_malformed, "certificates"},
                               {errc::certificate_extension_invalid, "signed_certificate_timestamps"}}));
  // Whoever is asked keeps what he asked about.
  CHECK(validate<plain>(same).size() == 8);
  CHECK(same.certificates.size() == 3);
}

TEST_CASE("B30: what is wrong is named once, and the list is bounded") {
  client_config config = trusting_config();
  for (std::size_t i = 0; i < 2 * max_config_faults; ++i) {
    REQUIRE(config.certificates.push(*own_certificate::from_pem(usual_chain())));
    std::get<buffer>(config.certificates[i].key).clear();
  }
  const config_faults found = validate<plain>(config);
  CHECK(found.size() == max_config_faults);
  CHECK(found[0] == error{errc::private_key_malformed, "certificates"});
  client_config groups = trusting_config();
  groups.key_share_groups = group_list(NamedGroup::ffdhe2048, NamedGroup::ffdhe3072);
  CHECK(is(std::move(groups), {lacking("key_share_groups")}));
}

TEST_CASE("B30: each fault has a sentence, and a section where an RFC has the rule") {
  client_config config;
  config.alpn = {"h2c"};
  const config_faults found = validate<plain>(config);
  REQUIRE(found.size() == 1);
  CHECK(found[0].field == "alpn");
  CHECK_FALSE(describe(found[0].code).empty());
  CHECK(rule_for(found[0].code) == "RFC 7301, 3.1");
}

TEST_CASE("B30: a trust store that couldn't be loaded is a fault, with the reason of its own") {
  client_config config;
  char const* const nowhere[] = {"/nonexistent/bundle"};
  config.trust = x509::system_loader::from(nowhere, 1);
  CHECK(is(std::move(config), {{errc::trust_store_unreadable, "trust"}}));
}

TEST_CASE("RFC 8446, 4.4.2.2: a client's certificate has to let its key sign") {
  const octet_vector der =
      make(leaf("root", 1, 9).with(test::extension(x509::KeyUsage{x509::KeyUsage::keyAgreement}, true)));
  const bytes chain[] = {der};
  buffer key;
  REQUIRE(key.append(key_of(9).pkcs8));
  client_config config;
  config.certificates = {own_certificate{*certificate_chain::from_der(chain), std::move(key)}};
  CHECK(is(std::move(config), {{errc::certificate_key_usage, "keyUsage"}}));
}
