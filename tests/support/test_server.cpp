#include "support/test_server.hpp"

#include <stdexcept>

template class cxtls::server<cxtls::test::tls>;
template class cxtls::server_context<cxtls::test::tls>;

namespace cxtls::test {

namespace {
template <class T>
T must(result<T> r) {
  if (!r) throw std::runtime_error("test server: errc " + std::to_string(static_cast<int>(r.error().code)));
  return std::move(*r);
}
}  // namespace

server_config showing_config(std::initializer_list<std::string_view> pems) {
  server_config config;
  for (std::string_view pem : pems)
    if (!config.certificates.push(must(own_certificate::from_pem(pem))))
      throw std::runtime_error("test server: memory");
  return config;
}

server_config config_with_key_elsewhere(std::string_view pem, scheme_list schemes) {
  server_config config;
  buffer unused;
  config.certificates = {own_certificate{must(x509::certificate_chain::split_pem(pem, unused)), external_key{schemes}}};
  return config;
}

server_config asking_config(client_authentication clients) {
  server_config config = showing_config();
  config.clients = clients;
  config.trust = must(trust_store::from_pem(chains::usual_root));
  return config;
}

server_end::server_end(server_config config, std::uint64_t seed) {
  backend_faults.seed = seed;
  context.emplace(must(server_context<tls>::create(std::move(config), faulty_backend(backend_faults))));
  backend_faults.calls = 0;
}

}  // namespace cxtls::test
