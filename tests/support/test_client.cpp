#include "support/test_client.hpp"

#include <stdexcept>

template class cxtls::client<cxtls::test::tls>;
template class cxtls::client_context<cxtls::test::tls>;

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
  config.trust = must(trust_store::from_pem(chains::usual_root));
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

client_end::client_end(client_config config, identity peer, std::uint64_t seed, std::optional<ticket> resume) {
  backend_faults.seed = seed;
  context.emplace(must(client_context<tls>::create(std::move(config), faulty_backend(backend_faults))));
  backend_faults.calls = 0;
  connection.emplace(*context, std::move(peer), std::move(resume), recording{&seen});
}

client_end::client_end(client_config config, external_psk key) {
  context.emplace(must(client_context<tls>::create(std::move(config), faulty_backend(backend_faults))));
  backend_faults.calls = 0;
  connection.emplace(*context, std::move(key), recording{&seen});
}

}  // namespace cxtls::test
