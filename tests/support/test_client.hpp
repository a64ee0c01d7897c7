// The client under test: one instantiation for all tests, on a backend that can fail, with an observer that remembers.
#pragma once
#include <memory>

#include "cxtls/client.hpp"
#include "support/recording.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

// Trusts the root of these chains.
client_config trusting_config();
// With what the server may ask for. Text: PEM, leaf first, and the key.
client_config config_with_credential(std::string_view pem);
// The same chain; its key is elsewhere.
client_config config_with_external_key(std::string_view pem, scheme_list schemes);

// The same, and its first hello has no key share, so that a server has to ask again.
client_config without_shares(client_config config = trusting_config());

// One client with all that it needs to live.
struct client_end {
  explicit client_end(client_config config = trusting_config(), identity peer = dns_name{"server.example"},
                      std::uint64_t seed = 1, std::optional<ticket> resume = {});
  client_end(client_config config, external_psk key);
  client_end(client_end const&) = delete;

  faults backend_faults{};
  trace seen{};
  std::optional<client_context<tls>> context{};
  std::optional<client<tls>> connection{};
};

}  // namespace cxtls::test

// In test_client.cpp, once.
extern template class cxtls::client<cxtls::test::tls>;
extern template class cxtls::client_context<cxtls::test::tls>;
