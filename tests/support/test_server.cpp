#include "support/test_server.hpp"

#include <stdexcept>

#include "cxtls/any/erased_server.hpp"
#include "support/tested_stack.hpp"

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
  config.trust = must(trust_store::from_pem(usual_root()));
  return config;
}

namespace {
std::unique_ptr<server_context<tls>> context_of(server_config config, faults& f) {
  auto made =
      std::make_unique<server_context<tls>>(must(server_context<tls>::create(std::move(config), tls::backend(f))));
  f.calls = 0;
  return made;
}
}  // namespace

server_end::server_end(server_config config, std::uint64_t seed)
    : backend_faults{.seed = seed}, context(context_of(std::move(config), backend_faults)) {}
server_end::~server_end() = default;

std::unique_ptr<any_server> server_end::connection(trace* to) const {
  return std::make_unique<erased_server<tls>>(*context, recording{to});
}
policy_id server_end::policy() const { return context->settings().policy; }

std::unique_ptr<any_server> moved(any_server& from) {
  return std::make_unique<erased_server<tls>>(std::move(static_cast<erased_server<tls>&>(from).typed()));
}

}  // namespace cxtls::test
