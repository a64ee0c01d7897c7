// A server and a scripted client over memory: who moves the octets, in which pieces, and what came of it.
#pragma once
#include <iosfwd>
#include <memory>

#include "support/delivery.hpp"
#include "support/scripted_client.hpp"
#include "support/test_server.hpp"

namespace cxtls::test {

struct server_duet {
  // A connection to a server that others use, too.
  explicit server_duet(server_end& shared, client_plan plan = {}, delivery how = delivery::whole,
                       std::uint64_t seed = 1);
  explicit server_duet(client_plan plan = {}, server_config config = showing_config(), delivery how = delivery::whole,
                       std::uint64_t seed = 1);

  // Starts the client if need be, and moves octets until nothing moves any more.
  server_duet& run();
  // One direction.
  server_duet& to_server();
  server_duet& to_client();

  any_server& server_side() { return *connection; }
  bool connected() { return server_side().now() == condition::connected; }

  std::unique_ptr<server_end> own{};
  server_end* end;
  trace seen{};
  std::unique_ptr<any_server> connection{};
  scripted_client client;
  delivery how;
  bool lend = false;  // prepare() and commit() in place of receive()
  unix_time now = noon;

  // ---- what came of it ----
  std::vector<std::string> events{};  // names, in order
  octets plaintext{};                 // application data
  octets sent{};                      // everything that the server sent
  std::optional<machine::continuation<Verified>> verification{};
  std::optional<machine::continuation<Signature>> signature{};
  std::optional<machine::continuation<SessionChoice>> session{};
  std::optional<machine::continuation<CredentialChoice>> credential{};
  step last{};

  // One step's answer goes in here; for tests that call the server themselves.
  void note(step&& s);
  // Answers a question, and goes on.
  template <class Answer>
  machine::resumed answer(std::optional<machine::continuation<Answer>>& question, auto const& value) {
    const machine::resumed r = server_side().resume(std::move(*question), value);
    note(server_side().proceed(now));
    return r;
  }
  // Answers credential_wanted with one that the configuration doesn't have.
  machine::resumed answer_with(own_certificate&& own);

 private:
  std::shared_ptr<void const> added_{};
  std::uint64_t dice_;
};

// How a connection ended.
struct server_ending {
  errc code = errc::none;
  std::string field{};
  std::optional<AlertDescription> alert{};  // that the client received
  friend bool operator==(server_ending const&, server_ending const&) = default;
};
std::ostream& operator<<(std::ostream&, server_ending const&);

// Runs to the end, and CHECKs what holds after every end: one alert at most and nothing after it, every later call says
// the same, the connection was never established unless `late`.
server_ending ending_of(server_duet& d, bool late = false);
server_ending ending_of(client_plan plan, server_config config = showing_config());

}  // namespace cxtls::test
