#include "cxtls/handshake/hello/version.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/handshake/message.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "support/both_ends.hpp"
#include "support/one_version.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

party<any_client> client12(std::optional<ticket> resume = {}) {
  return client_of<policy::tls12>(trusting_config(), std::move(resume));
}
party<any_server> server12(server_config config = showing_config()) {
  return server_of<policy::tls12>(std::move(config));
}
// Of both versions, one per connection.
party<any_client> modern_client(std::optional<ticket> resume = {}) {
  auto end = std::make_shared<client_end>(trusting_config(), dns_name{"server.example"}, 1, std::move(resume));
  std::unique_ptr<any_client> connection = std::move(end->connection);
  return {std::move(end), std::move(connection)};
}
party<any_server> modern_server(server_config config = showing_config()) {
  const auto end = std::make_shared<server_end>(std::move(config));
  return {end, end->connection()};
}

// What came of a connection.
struct talk {
  talk(party<any_client> c, party<any_server> s) : client(std::move(c)), server(std::move(s)) {
    note(client.connection->start(noon));
    go_on();
  }
  void go_on() {
    while (carry(*client.connection, *server.connection) || carry(*server.connection, *client.connection)) {
    }
  }
  bool connected() const {
    return client.connection->now() == condition::connected && server.connection->now() == condition::connected;
  }

  party<any_client> client;
  party<any_server> server;
  std::vector<ticket> tickets{};

 private:
  bool carry(any_endpoint& from, any_endpoint& to) {
    octets way(from.outgoing().begin(), from.outgoing().end());
    from.sent(way.size());
    const bool moved = !way.empty();
    for (bool again = false; again || !way.empty();) {
      step s = to.receive(way, noon);
      way.erase(way.begin(), way.begin() + static_cast<std::ptrdiff_t>(s.consumed));
      again = s.again;
      const bool more = s.can_take_more;
      note(std::move(s));
      if (!more) break;
    }
    return moved;
  }
  void note(step&& s) {
    if (auto* t = std::get_if<ticket>(&s.what)) tickets.push_back(std::move(*t));
  }
};

enum class who { modern, tls12 };
party<any_client> client_like(who is, std::optional<ticket> resume = {}) {
  return is == who::modern ? modern_client(std::move(resume)) : client12(std::move(resume));
}
party<any_server> server_like(who is, server_config config = showing_config()) {
  return is == who::modern ? modern_server(std::move(config)) : server12(std::move(config));
}

// What a client of TLS 1.2 alone makes of the first octets that it gets.
error answer_of_client(bytes octets_of_server) {
  const auto c = client12();
  (void)c.connection->start(noon);
  (void)c.connection->receive(octets_of_server, noon);
  return c.connection->failure();
}
octets in_record(auto const& message) {
  buffer body;
  REQUIRE(append_message(message, body));
  octets out{22, 3, 3, static_cast<std::uint8_t>(body.size() >> 8), static_cast<std::uint8_t>(body.size())};
  out.insert(out.end(), body.view().begin(), body.view().end());
  return out;
}

}  // namespace

// A server that could do better would be found out by its random (RFC 8446, 4.1.3); one of TLS 1.2 alone can't.
TEST_CASE("T2: a client and a server of TLS 1.2 alone connect with each other, and with those of both versions") {
  const who client = GENERATE(who::modern, who::tls12), server = GENERATE(who::modern, who::tls12);
  if (client == who::modern && server == who::modern) return;
  session_box box;
  const auto config = [&] { return resumable(box.provider(false)); };
  talk first(client_like(client), server_like(server, config()));
  REQUIRE(first.connected());
  CHECK(first.client.connection->info().version == ProtocolVersion::tls12);
  CHECK(first.server.connection->info().version == ProtocolVersion::tls12);
  CHECK_FALSE(first.client.connection->info().resumed);
  REQUIRE(first.tickets.size() == 1);

  talk second(client_like(client, std::move(first.tickets[0])), server_like(server, config()));
  REQUIRE(second.connected());
  CHECK(second.client.connection->info().version == ProtocolVersion::tls12);
  CHECK(second.client.connection->info().resumed);
  CHECK(second.server.connection->info().resumed);
}

TEST_CASE("T2: one of TLS 1.2 alone and one of TLS 1.3 alone leave each other, with the alert protocol_version") {
  const bool old_client = GENERATE(true, false);
  const auto newer = [] { return server_of<policy::tls13>(showing_config()); };
  talk t(old_client ? client12() : client_of<policy::tls13>(trusting_config()), old_client ? newer() : server12());
  CHECK(t.server.connection->failure().code == errc::version_unsupported);
  CHECK(t.server.connection->alert_sent() == AlertDescription::protocol_version);
  CHECK(t.client.connection->alert_received() == AlertDescription::protocol_version);
}

TEST_CASE("T2: what only TLS 1.3 has is refused by an endpoint of TLS 1.2 alone, and the connection stays") {
  talk t(client12(), server12());
  REQUIRE(t.connected());
  CHECK(t.client.connection->update_keys().error().code == errc::misuse_not_in_this_version);
  CHECK(t.server.connection->update_keys(true).error().code == errc::misuse_not_in_this_version);
  CHECK(t.server.connection->send_ticket().error().code == errc::misuse_not_in_this_version);
  CHECK_FALSE(t.server.connection->may_send_half_rtt());
  CHECK(t.connected());
  REQUIRE(t.client.connection->close());
  t.go_on();
  CHECK(t.server.connection->now() == condition::closed);

  server_config keyed = showing_config();
  const octets key(32, 7);
  REQUIRE(keyed.psks.push(std::move(*external_psk::create(key, key))));
  CHECK_THROWS_AS(server12(std::move(keyed)), errc);
  client_config newer = trusting_config();
  newer.versions = version_list(ProtocolVersion::tls13);
  CHECK_THROWS_AS(client_of<policy::tls12>(std::move(newer)), errc);
}

TEST_CASE("T2: a client of TLS 1.2 alone takes no ServerHello of TLS 1.3, and no ChangeCipherSpec before its time") {
  extension_in<in::server_hello, extensions<>> selected[1];
  replace(selected[0].extension_data, SelectedVersion{ProtocolVersion::tls13});
  basic_server_hello<> hello;
  hello.cipher_suite = CipherSuite::TLS_AES_128_GCM_SHA256;
  hello.extensions = selected;
  const error refused = answer_of_client(in_record(hello));
  CHECK(alert_for(refused.code) == AlertDescription::illegal_parameter);
  CHECK(refused.field == "supported_versions");
  hello.random = hello_retry_request_random;
  CHECK(answer_of_client(in_record(hello)) == refused);

  const octets early{20, 3, 3, 0, 1, 1};
  CHECK(answer_of_client(early).code == errc::change_cipher_spec_unexpected);
}

TEST_CASE("A72: a session keeps its version, whatever the program that reads it speaks") {
  session s;
  s.version = ProtocolVersion::tls12;
  s.cipher_suite = CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
  s.psk = crypto::hash_secret::of(octets(48, 1));
  for (auto const& read : {again<policy::tls12>(s), again<policy::tls13>(s)}) {
    REQUIRE(read);
    CHECK(read->version == ProtocolVersion::tls12);
    CHECK(read->cipher_suite == s.cipher_suite);
  }
}
