// The server under test: one instantiation for all tests, on a backend that can fail, with an observer that remembers.
#pragma once
#include "cxtls/server.hpp"
#include "support/recording.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

// Shows the Ed25519 chain of vectors/openssl_chains.hpp, or these (PEM, leaf first, and the key), in this order.
server_config showing_config(std::initializer_list<std::string_view> pems = {chains::usual});
// The same chain; its key is elsewhere.
server_config config_with_key_elsewhere(std::string_view pem, scheme_list schemes);
// Asks clients for a certificate of the root of these chains.
server_config asking_config(client_authentication clients = client_authentication::required);

// One server's configuration with all that it needs to live.
struct server_end {
  explicit server_end(server_config config = showing_config(), std::uint64_t seed = 1);
  server_end(server_end const&) = delete;

  faults backend_faults{};
  std::optional<server_context<tls>> context{};
};

}  // namespace cxtls::test

// In test_server.cpp, once.
extern template class cxtls::server<cxtls::test::tls>;
extern template class cxtls::server_context<cxtls::test::tls>;
