// The stack of the tests of connections: a backend that can fail, and an observer that remembers.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cxtls/base/clock.hpp"
#include "cxtls/handshake/stack.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/protocol/registry/alert_level.hpp"
#include "support/backend.hpp"

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
struct tls : stack<faulty_backend, recorded> {};

// The chains of vectors/openssl_chains.hpp are good from 2026 to 2036.
inline constexpr unix_time noon{1793534400};  // 2026-11-01T12:00:00Z

}  // namespace cxtls::test
