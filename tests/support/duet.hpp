// A client and a scripted server over memory: who moves the octets, in which pieces, and what came of it.
#pragma once
#include <iosfwd>

#include "support/delivery.hpp"
#include "support/scripted_server.hpp"
#include "support/test_client.hpp"

namespace cxtls::test {

struct duet {
  explicit duet(server_plan plan = {}, client_config config = trusting_config(), delivery how = delivery::whole,
                std::uint64_t seed = 1, identity peer = dns_name{"server.example"}, std::optional<ticket> resume = {});
  duet(server_plan plan, client_config config, external_psk key);

  // Starts the client if need be, and moves octets until nothing moves any more.
  duet& run();
  // One direction.
  duet& to_server();
  duet& to_client();

  // Other pieces, the same draws.
  void reseed(std::uint64_t seed) { dice_ = seed; }

  any_client& client_side() { return *end.connection; }
  bool connected() { return client_side().now() == condition::connected; }

  client_end end;
  scripted_server server;
  delivery how;
  bool lend = false;  // prepare() and commit() in place of receive()
  unix_time now = noon;

  // ---- what came of it ----
  std::vector<std::string> events{};  // names, in order
  octets plaintext{};                 // application data
  octets sent{};                      // everything that the client sent
  std::vector<ticket> tickets{};
  std::optional<machine::continuation<Verified>> verification{};
  std::optional<machine::continuation<Signature>> signature{};
  std::optional<machine::continuation<ClientCredentialChoice>> credential{};
  step last{};

  // One step's answer goes in here; for tests that call the client themselves.
  void note(step&& s);

 private:
  std::uint64_t dice_;
};

// A session as both sides know it after a first connection.
struct session_pair {
  ticket client_side;
  known_psk server_side;
};
// Runs a first connection in which the server gives out this ticket.
session_pair first_connection(server_plan plan = {}, client_config config = trusting_config(), ticket_model ticket = {},
                              identity peer = dns_name{"server.example"});
// A second one, which resumes the first.
struct resumed : duet {
  explicit resumed(session_pair&& session, server_plan plan = {}, client_config config = trusting_config(),
                   delivery how = delivery::whole, identity peer = dns_name{"server.example"});
};

// How a connection ended.
struct ending {
  errc code = errc::none;
  std::string field{};
  std::optional<AlertDescription> alert{};  // that the server received
  friend bool operator==(ending const&, ending const&) = default;
};
std::ostream& operator<<(std::ostream&, ending const&);

// Runs to the end, and CHECKs what holds after every end: one alert at most and nothing after it, every later call says
// the same, the connection was never established unless `late`.
ending ending_of(duet& d, bool late = false);
ending ending_of(server_plan plan, client_config config = trusting_config());

}  // namespace cxtls::test
