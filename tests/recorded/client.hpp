// The client of the recordings: all of its randomness comes from one fixed stream, so that octets which a real server
// once sent to it can be sent to it again. Behind a plain interface, so that one file instantiates it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cxtls/base/clock.hpp"
#include "cxtls/base/error.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::test {

using octet_string = std::vector<std::uint8_t>;

struct client_setup {
  std::string trusted;     // PEM
  std::string credential;  // PEM: a client certificate and its key; empty: none
  suite_list suites{};
  group_list groups{};
  unix_time now{};
};

// How a connection went.
struct outcome {
  condition now = condition::handshaking;
  error failure{};
  std::optional<AlertDescription> alert_sent{};
  bool connected = false;  // was it ever?
  bool retried = false;
  std::size_t tickets = 0;
  octet_string data{};  // what the application got
  octet_string sent{};  // what the transport got
  bool silent_after_failure = true;
};

class recorded_client {
 public:
  explicit recorded_client(client_setup const& setup);
  recorded_client(recorded_client&&) noexcept;
  ~recorded_client();

  // One connection over a transport. It sends each line when it is connected, and closes when all have been answered.
  outcome live(std::vector<std::string> const& lines, std::function<void(bytes)> const& write,
               std::function<std::size_t(mutable_bytes)> const& read) const;
  // The same, with these octets from the server and then the end of the transport. It sends no data.
  outcome replay(bytes server) const;
  // One octet at a time.
  outcome replay_slowly(bytes server) const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace cxtls::test
