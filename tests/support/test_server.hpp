// The server under test, on a backend that can fail, with an observer that remembers.
#pragma once
#include <memory>

#include "cxtls/any/any_server.hpp"
#include "cxtls/fwd.hpp"
#include "cxtls/server_config.hpp"
#include "support/backend.hpp"
#include "support/noon.hpp"
#include "support/trace.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

struct tls;  // tested_stack.hpp

// Shows the Ed25519 chain of vectors/openssl_chains.hpp, or these (PEM, leaf first, and the key), in this order.
server_config showing_config(std::initializer_list<std::string_view> pems = {usual_chain()});
// The same chain; its key is elsewhere.
server_config config_with_key_elsewhere(std::string_view pem, scheme_list schemes);
// Asks clients for a certificate of the root of these chains.
server_config asking_config(client_authentication clients = client_authentication::required);

// One server's configuration with all that it needs to live.
struct server_end {
  explicit server_end(server_config config = showing_config(), std::uint64_t seed = 1);
  server_end(server_end const&) = delete;
  ~server_end();

  // One connection; `to` outlives it.
  std::unique_ptr<any_server> connection(trace* to = nullptr) const;
  // What its sessions are bound to.
  policy_id policy() const;

  faults backend_faults{};
  std::unique_ptr<server_context<tls>> context;
};

// The server's connection itself, not only what points to it, at another place.
std::unique_ptr<any_server> moved(any_server& from);

}  // namespace cxtls::test
