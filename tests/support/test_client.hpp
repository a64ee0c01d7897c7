// The client under test, on a backend that can fail, with an observer that remembers.
#pragma once
#include <memory>

#include "cxtls/any/any_client.hpp"
#include "cxtls/config.hpp"
#include "cxtls/fwd.hpp"
#include "cxtls/handshake/external_psk.hpp"
#include "support/backend.hpp"
#include "support/noon.hpp"
#include "support/trace.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

struct tls;  // tested_stack.hpp

// Trusts the root of these chains.
client_config trusting_config();
// With what the server may ask for. Text: PEM, leaf first, and the key.
client_config config_with_credential(std::string_view pem);
// The same chain; its key is elsewhere.
client_config config_with_external_key(std::string_view pem, scheme_list schemes);

// The same, and its first hello has no key share, so that a server has to ask again.
client_config without_shares(client_config config = trusting_config());
// The same, if otherwise there were no group to ask again for: other_groups().
client_config retriable(client_config config = trusting_config());

// One client with all that it needs to live.
struct client_end {
  explicit client_end(client_config config = trusting_config(), identity peer = dns_name{"server.example"},
                      std::uint64_t seed = 1, std::optional<ticket> resume = {});
  client_end(client_config config, external_psk key);
  client_end(client_end const&) = delete;
  ~client_end();

  // Another one of the same context.
  std::unique_ptr<any_client> another(identity peer = dns_name{"server.example"});
  // Answers client_credential_wanted with one that the configuration doesn't have.
  machine::resumed answer_with(machine::continuation<ClientCredentialChoice>&& question, own_certificate&& own);

  faults backend_faults{};
  trace seen{};
  std::unique_ptr<client_context<tls>> context;
  std::unique_ptr<any_client> connection{};

 private:
  std::shared_ptr<void const> added_{};
};

// The client itself, not only what points to it, at another place.
std::unique_ptr<any_client> moved(any_client& from);

}  // namespace cxtls::test
