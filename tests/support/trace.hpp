// What an observer saw of a connection.
#pragma once
#include <string>
#include <vector>

#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/protocol/registry/alert_level.hpp"

namespace cxtls::test {

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

}  // namespace cxtls::test
