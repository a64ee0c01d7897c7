// Early data that a server doesn't take, and skips. RFC 8446, 4.2.10.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

constexpr std::size_t overhead = 5 + 1 + 16;  // of a record
std::vector<octets> early(std::initializer_list<std::size_t> sizes) {
  std::vector<octets> all;
  for (std::size_t size : sizes) all.emplace_back(size, 'e');
  return all;
}
// As a server offers it: after the hello a question is out.
struct slow_sessions final : session_provider {
  constexpr status issue(session const&, unix_time, buffer&) override { return errc::no_space; }
  constexpr machine::answer<found_session> find(bytes, unix_time) override { return machine::pending; }
  constexpr void forget(bytes) override {}
};
offered_psk some_psk() { return {.identity = text("it"), .key = octets(32, 5)}; }

}  // namespace

TEST_CASE("early data is skipped record by record, and the handshake goes on") {
  const auto how = GENERATE(delivery::whole, delivery::single_octets, delivery::random_splits);
  server_duet d({.early_data = early({1, 0, 5000, 300})}, showing_config(), how);
  CHECK(d.run().connected());
  CHECK(d.plaintext.empty());
  CHECK(d.events == std::vector<std::string>{"connected"});
  // No answer to early_data: it wasn't taken.
  for (raw_extension const& e : d.client.seen.encrypted_extensions) CHECK(e.type != ExtensionType::early_data);
  d.client.put_data("in time");
  d.run();
  CHECK(as_text(d.plaintext) == "in time");
}

TEST_CASE("early data before a second hello is skipped unread") {
  const auto how = GENERATE(delivery::whole, delivery::single_octets);
  server_duet d({.shares = {}, .early_data = early({1, 5000})}, showing_config(), how);
  CHECK(d.run().connected());
  CHECK(d.client.seen.retried);
  CHECK(d.plaintext.empty());
}

TEST_CASE("early data of a session that the server resumes is skipped, too") {
  session_box box;
  server_end end(resumable(box.stateless));
  server_duet d(end, offering({ticket_from(end)}, {.early_data = early({100, 100})}));
  CHECK(d.run().connected());
  CHECK(d.server_side().info().resumed);
  CHECK(d.plaintext.empty());
}

TEST_CASE("F31: early data is skipped, too, when the hello had to wait for an answer") {
  SECTION("for a session") {
    slow_sessions slow;
    server_end end(resumable(slow));
    server_duet d(end, offering({some_psk()}, {.early_data = early({100, 3000})}));
    d.run();
    REQUIRE(d.session);
    (void)d.answer(d.session, SessionChoice{});
    CHECK(d.run().connected());
  }
  SECTION("for a credential") {
    server_config config = showing_config();
    config.ask_application_for_credential = true;
    server_duet d({.early_data = early({100, 3000})}, std::move(config));
    d.run();
    REQUIRE(d.credential);
    (void)d.answer(d.credential, CredentialChoice{});
    CHECK(d.run().connected());
  }
}

TEST_CASE("F14: as much early data as the limit, and a record more: with its headers and tags") {
  const bool retried = GENERATE(false, true);
  const auto ends = [&](std::vector<octets> data) {
    client_plan plan{.early_data = std::move(data)};
    if (retried) plan.shares.clear();
    server_duet d(std::move(plan));
    if (d.run().connected()) return server_ending{};
    return ending_of(d);
  };
  const std::size_t most = record::max_skipped_early_data;
  CHECK(ends(early({most - overhead})) == server_ending{});
  CHECK(ends(early({most / 2 - overhead, most / 2 - overhead})) == server_ending{});
  const server_ending over{errc::too_much_early_data, "", unexpected_message};
  CHECK(ends(early({most - overhead, 0})) == over);
  CHECK(ends(early({most / 2 - overhead, most / 2 - overhead, 0})) == over);
}

TEST_CASE("without an offer of early data nothing is skipped") {
  SECTION("after keys") {
    CHECK(ending_of({.before = [](scripted_client& c, tell) { c.put_undecipherable(10); }}) ==
          server_ending{errc::bad_record_mac, "", bad_record_mac});
  }
  SECTION("before a second hello") {
    CHECK(ending_of({.shares = {}, .before_second_hello = [](scripted_client& c) { c.put_undecipherable(10); }}) ==
          server_ending{errc::record_type_unexpected, "", unexpected_message});
  }
}

TEST_CASE("once a record has opened, nothing more is skipped") {
  server_duet d({.early_data = early({10}),
                 .credential = usual_chain(),
                 .before =
                     [](scripted_client& c, tell next) {
                       if (next == tell::certificate_verify) c.put_undecipherable(10);
                     }},
                asking_config());
  CHECK(ending_of(d) == server_ending{errc::bad_record_mac, "", bad_record_mac});
}

TEST_CASE("after the second hello nothing is skipped: early data isn't offered there") {
  CHECK(ending_of({.shares = {}, .early_data = early({10}), .before = [](scripted_client& c, tell) {
                     c.put_undecipherable(10);
                   }}) == server_ending{errc::bad_record_mac, "", bad_record_mac});
}
