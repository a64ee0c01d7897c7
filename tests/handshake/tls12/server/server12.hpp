// What the tests of the TLS 1.2 server's handlers share: servers with and without sessions, and how a connection ended.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/scripted_client12.hpp"
#include "support/session_box.hpp"

namespace cxtls::test::server12 {

using enum AlertDescription;
using flight = std::vector<tell12>;

inline server_ending ended(errc code, AlertDescription alert, std::string field = {}) {
  return {code, std::move(field), alert};
}
inline server_config speaking(ProtocolVersion version, server_config config = showing_config()) {
  config.versions = version_list(version);
  return config;
}
inline server_config only_1_2(server_config config = showing_config()) {
  return speaking(ProtocolVersion::tls12, std::move(config));
}
// A server that speaks TLS 1.3, too, or doesn't.
inline server_config either(server_config config = showing_config()) {
  return GENERATE(false, true) ? only_1_2(std::move(config)) : std::move(config);
}
inline void check_talks(server_duet12& d) {
  d.client.put_data("a question");
  REQUIRE(d.server_side().send(text("an answer")));
  d.run();
  CHECK(as_text(d.plaintext) == "a question");
  CHECK(as_text(d.client.seen.data) == "an answer");
}

// One that shows the usual certificate, to a server that asks for it.
inline server_ending shown(client12_plan plan, client_authentication clients) {
  plan.credential = usual_chain();
  return ending12(std::move(plan), asking_config(clients));
}
inline const server_ending out_of_order = ended(errc::unexpected_message, unexpected_message);
inline const server_ending no_change_now = ended(errc::change_cipher_spec_unexpected, unexpected_message);
inline const server_ending no_data_yet = ended(errc::unexpected_message, unexpected_message, "application_data");
inline const server_ending no_data_now = ended(errc::record_type_unexpected, unexpected_message);

// A server with sessions: behind tickets that hold them, in a store that tickets name, in a store by their IDs.
enum class kept : std::uint8_t { in_tickets, by_ticket, by_id };
struct one_server {
  explicit one_server(kept how_, server_config config = showing_config(), std::uint64_t seed = 1)
      : how(how_), end(resumable(box.provider(how_ != kept::in_tickets), std::move(config)), seed) {}
  client12_plan plan(client12_plan p = {}) const {
    p.takes_tickets = how != kept::by_id;
    return p;
  }
  client12_plan resuming(session12 s, client12_plan p = {}) const {
    p.resume = std::move(s);
    return plan(std::move(p));
  }
  session12 first() {
    server_duet12 d(end, plan());
    REQUIRE(d.run().connected());
    CHECK_FALSE(d.client.seen.resumed);
    return d.client.session();
  }
  kept how;
  session_box box{};
  server_end end;
};
inline kept any_kind() { return GENERATE(kept::in_tickets, kept::by_ticket, kept::by_id); }

enum class outcome : std::uint8_t { resumed, full, failed };
inline outcome outcome_of(server_duet12& d) {
  if (!d.run().connected()) return outcome::failed;
  CHECK(d.client.seen.finished);
  CHECK(d.client.seen.resumed == d.server_side().info().resumed);
  CHECK(d.client.seen.certificates.empty() == d.client.seen.resumed);
  return d.client.seen.resumed ? outcome::resumed : outcome::full;
}
inline outcome outcome_of(one_server& s, session12 offered, client12_plan plan = {}) {
  server_duet12 d(s.end, s.resuming(std::move(offered), std::move(plan)));
  return outcome_of(d);
}

}  // namespace cxtls::test::server12
