#include "support/test_client.hpp"

#include <stdexcept>

#include "cxtls/any/erased_client.hpp"
#include "cxtls/handshake/hello/offer.hpp"
#include "support/tested_stack.hpp"

namespace cxtls::test {

namespace {
template <class T>
T must(result<T> r) {
  if (!r) throw std::runtime_error("test client: errc " + std::to_string(static_cast<int>(r.error().code)));
  return std::move(*r);
}
}  // namespace

client_config trusting_config() {
  client_config config;
  config.trust = must(trust_store::from_pem(usual_root()));
  config.grease = false;  // tests of what is offered name it exactly
  return config;
}

client_config config_with_credential(std::string_view pem) {
  client_config config = trusting_config();
  config.certificates = {must(own_certificate::from_pem(pem))};
  return config;
}

client_config config_with_external_key(std::string_view pem, scheme_list schemes) {
  client_config config = trusting_config();
  buffer unused;
  config.certificates = {own_certificate{must(x509::certificate_chain::split_pem(pem, unused)), external_key{schemes}}};
  return config;
}

client_config without_shares(client_config config) {
  config.key_share_groups = group_list();
  return config;
}

bool can(CipherSuite suite) { return crypto::find<tested_backend>(suite) != nullptr; }
bool can(NamedGroup group) { return tested_backend::groups.contains(group); }
bool can(SignatureScheme scheme) {
  auto const* row = crypto::find(scheme);
  return row != nullptr && tested_backend::signatures.contains(row->algorithm);
}

CipherSuite usual_suite() { return crypto::suites<tested_backend>[0].id; }
NamedGroup usual_group() { return tested_backend::groups[0]; }
// Of Ed25519 alone, or with a root that is RSA.
std::string_view usual_chain() {
  return can(SignatureScheme::rsa_pkcs1_sha256) ? chains::ed25519 : chains::ed25519_only;
}
std::string_view usual_root() {
  return can(SignatureScheme::rsa_pkcs1_sha256) ? chains::root : chains::ed25519_only_root;
}

std::string_view other_chain() { return can(chains::p256) ? chains::p256 : usual_chain(); }
SignatureScheme other_scheme() {
  return can(chains::p256) ? SignatureScheme::ecdsa_secp256r1_sha256 : SignatureScheme::ed25519;
}
std::vector<NamedGroup> other_groups() {
  std::vector<NamedGroup> others = that_can({NamedGroup::secp256r1, NamedGroup::secp384r1});
  if (others.empty()) others = {usual_retry};
  return others;
}
client_config retriable(client_config config) {
  return can(NamedGroup::secp256r1) ? std::move(config) : without_shares(std::move(config));
}

// Of all others the root is RSA.
bool can(std::string_view chain) { return chain == usual_chain() || can(SignatureScheme::rsa_pkcs1_sha256); }

namespace {
std::unique_ptr<client_context<tls>> context_of(client_config config, faults& f) {
  auto made =
      std::make_unique<client_context<tls>>(must(client_context<tls>::create(std::move(config), tls::backend(f))));
  f.calls = 0;
  return made;
}
}  // namespace

client_end::client_end(client_config config, identity peer, std::uint64_t seed, std::optional<ticket> resume)
    : backend_faults{.seed = seed}, context(context_of(std::move(config), backend_faults)) {
  connection = std::make_unique<erased_client<tls>>(*context, std::move(peer), std::move(resume), recording{&seen});
}

client_end::client_end(client_config config, external_psk key)
    : context(context_of(std::move(config), backend_faults)) {
  connection = std::make_unique<erased_client<tls>>(*context, std::move(key), recording{&seen});
}

client_end::~client_end() = default;

std::unique_ptr<any_client> client_end::another(identity peer) {
  return std::make_unique<erased_client<tls>>(*context, std::move(peer));
}

machine::resumed client_end::answer_with(machine::continuation<ClientCredentialChoice>&& question,
                                         own_certificate&& own) {
  const auto kept = std::make_shared<own_credential<tls::backend>>(
      must(make_own_credential(tls::backend(backend_faults), std::move(own), delegation_role::client)));
  added_ = kept;
  return static_cast<erased_client<tls>&>(*connection).typed().resume(std::move(question), *kept);
}

std::unique_ptr<any_client> moved(any_client& from) {
  return std::make_unique<erased_client<tls>>(std::move(static_cast<erased_client<tls>&>(from).typed()));
}

}  // namespace cxtls::test
