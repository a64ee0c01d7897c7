// The client under test: one instantiation for all tests, on a backend that can fail, with an observer that remembers.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cxtls/client.hpp"
#include "support/faulty_boringssl.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

// What an observer saw.
struct trace {
  struct key_line {
    std::string label;
    std::vector<std::uint8_t> client_random, secret;
  };
  struct message {
    bool sent;
    std::vector<std::uint8_t> octets;
  };
  struct alert {
    bool sent;
    AlertLevel level;
    AlertDescription description;
  };
  std::vector<key_line> keys{};
  std::vector<message> messages{};
  std::vector<alert> alerts{};
  std::vector<std::string> states{};  // in the order in which they were entered
};

struct recording {
  trace* to = nullptr;
  void key(std::string_view label, bytes client_random, bytes secret) {
    if (to != nullptr)
      to->keys.push_back(
          {std::string(label), {client_random.begin(), client_random.end()}, {secret.begin(), secret.end()}});
  }
  void message(bool sent, bytes raw) {
    if (to != nullptr) to->messages.push_back({sent, {raw.begin(), raw.end()}});
  }
  void alert(bool sent, AlertLevel level, AlertDescription description) {
    if (to != nullptr) to->alerts.push_back({sent, level, description});
  }
  void state(std::string_view, std::string_view entered) {
    if (to != nullptr) to->states.emplace_back(entered);
  }
};
struct recorded : policy::modern {
  using observer = recording;
};
struct tls : stack<faulty_boringssl, recorded> {};

// The chains of vectors/openssl_chains.hpp are good from 2026 to 2036.
inline constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

// Trusts the root of these chains.
client_config trusting_config();
// With what the server may ask for. Text: PEM, leaf first, and the key.
client_config config_with_credential(std::string_view pem);
// The same chain; its key is elsewhere.
client_config config_with_external_key(std::string_view pem, scheme_list schemes);

// One client with all that it needs to live.
struct client_end {
  explicit client_end(client_config config = trusting_config(), identity peer = dns_name{"server.example"},
                      std::uint64_t seed = 1);
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
