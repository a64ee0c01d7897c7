#include "cxtls/server.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <type_traits>

#include "cxtls/handshake/stack.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {
struct plain : stack<linked_backend> {};
}  // namespace

// One connection, one owner; it may move.
static_assert(!std::is_copy_constructible_v<server<plain>> && std::is_move_constructible_v<server<plain>>);

TEST_CASE("B12: before a server's handshake is over, calls that need it say so, and nothing breaks") {
  server_duet d;
  any_server& s = d.server_side();
  octets out(16);
  CHECK(s.send(text("x")).error().code == errc::misuse_not_connected);
  CHECK(s.send(half_rtt{out}).error().code == errc::misuse_not_connected);
  CHECK(s.update_keys().error().code == errc::misuse_not_connected);
  CHECK(s.send_ticket().error().code == errc::misuse_not_connected);
  CHECK(s.export_keying_material("EXPORTER-test", {}, out).error().code == errc::misuse_not_connected);
  CHECK_FALSE(s.to_be_signed());
  CHECK_FALSE(s.client_hello());
  s.trim();
  CHECK(s.state_name() == "WaitClientHello");
  CHECK(s.now() == condition::handshaking);
  CHECK(d.run().connected());
}

TEST_CASE("B15: what a server doesn't know yet is absent") {
  server_duet d;
  connection_info const& info = d.server_side().info();
  CHECK_FALSE(info.version);
  CHECK_FALSE(info.cipher_suite);
  CHECK_FALSE(info.group);
  CHECK_FALSE(info.server_name);
  CHECK_FALSE(info.alpn_protocol);
  CHECK_FALSE(info.own_signature_scheme);
  CHECK_FALSE(info.peer_signature_scheme);
  CHECK_FALSE(d.server_side().failure());
  CHECK_FALSE(d.server_side().alert_sent());
  CHECK_FALSE(d.server_side().alert_received());
  CHECK(d.server_side().peer_certificates().empty());
}

TEST_CASE("step: what a server's steps answer") {
  server_duet d;
  const step idle = d.server_side().receive({}, noon);
  CHECK(idle.consumed == 0);
  CHECK(idle.to_send == 0);
  CHECK(idle.can_take_more);
  CHECK_FALSE(idle.again);
  CHECK(idle.now == condition::handshaking);
  d.client.start();
  const std::size_t size = d.client.outgoing.size();
  const step s = d.server_side().receive(d.client.outgoing, noon);
  CHECK(s.consumed == size);
  CHECK(s.to_send == d.server_side().outgoing().size());
  CHECK(s.to_send > 0);
  CHECK_FALSE(s.deadline);
  CHECK(std::holds_alternative<no_event>(s.what));
}

TEST_CASE("step: a client's Finished and data in one go: the event first, then the data") {
  server_duet d({.stops_at_flight = true});
  d.run();
  d.client.say_flight();
  d.client.put_data("early bird");
  step s = d.server_side().receive(d.client.outgoing, noon);
  CHECK(std::holds_alternative<connected>(s.what));
  CHECK(s.plaintext.empty());
  CHECK(s.again);
  s = d.server_side().proceed(noon);
  CHECK(as_text(s.plaintext) == "early bird");
  CHECK_FALSE(d.server_side().proceed(noon).again);
}

TEST_CASE("F16: a server may move at any time") {
  server_duet d({.shares = {}, .credential = other_chain()}, asking_config(), delivery::random_splits);
  d.client.start();
  for (int i = 0; i < 2000 && !(d.connected() && d.client.outgoing.empty()); ++i) {
    d.connection = moved(d.server_side());
    const std::size_t n = std::min<std::size_t>(d.client.outgoing.size(), 7);
    const step s = d.server_side().receive(bytes(d.client.outgoing).first(n), noon);
    d.client.outgoing.erase(d.client.outgoing.begin(),
                            d.client.outgoing.begin() + static_cast<std::ptrdiff_t>(s.consumed));
    d.to_client();
  }
  CHECK(d.connected());
  d.client.put_data("hello");
  d.run();
  CHECK(as_text(d.plaintext) == "hello");
}

TEST_CASE("C14: a server's observer gets the secrets with the labels of RFC 9850, once each") {
  server_duet d;
  REQUIRE(d.run().connected());
  std::vector<std::string> labels;
  for (auto const& line : d.seen.keys) labels.push_back(line.label);
  CHECK(labels == std::vector<std::string>{"CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                                           "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET"});
  const auto hello = parse<ClientHello>(bytes(d.client.hello()).subspan(4));
  for (auto const& line : d.seen.keys) CHECK(equal(line.client_random, hello->random));
}

TEST_CASE("C14: after a retry the key log names the connection by its random, too") {
  server_duet d({.shares = {}});
  REQUIRE(d.run().connected());
  const auto hello = parse<ClientHello>(bytes(d.client.hello(1)).subspan(4));
  for (auto const& line : d.seen.keys) CHECK(equal(line.client_random, hello->random));
}

TEST_CASE("a server's observer sees every handshake message whole, in order, in both directions") {
  server_duet d({.credential = other_chain()}, asking_config());
  REQUIRE(d.run().connected());
  std::vector<HandshakeType> sent, received;
  for (auto const& m : d.seen.messages) {
    const std::size_t size = 4 + (std::size_t{m.octets[1]} << 16 | std::size_t{m.octets[2]} << 8 | m.octets[3]);
    CHECK(m.octets.size() == size);
    (m.sent ? sent : received).push_back(static_cast<HandshakeType>(m.octets[0]));
  }
  using enum HandshakeType;
  CHECK(sent == std::vector{server_hello, encrypted_extensions, certificate_request, certificate, certificate_verify,
                            finished});
  CHECK(received == std::vector{client_hello, certificate, certificate_verify, finished});
  CHECK(sent == d.client.types_seen());
}

TEST_CASE("abort() ends a connection with the application's alert, and its sessions with it (A102)") {
  session_box box;
  server_end end(resumable(box.stateful));
  server_duet d(end);
  REQUIRE(d.run().connected());
  CHECK(box.store.size() == 2);
  CHECK(d.server_side().abort(close_notify).error().code == errc::misuse_not_an_error);
  CHECK(d.server_side().abort(user_canceled).error().code == errc::misuse_not_an_error);
  CHECK(d.connected());
  REQUIRE(d.server_side().abort(access_denied));
  CHECK(box.store.size() == 0);
  CHECK(ending_of(d, true) == server_ending{errc::aborted_by_application, "access_denied", access_denied});
}

TEST_CASE("a server's random and share are the backend's draws (F32)") {
  server_duet d;
  REQUIRE(d.run().connected());
  const auto hello = parse<ServerHello>(bytes(d.client.seen.messages.at(0)).subspan(4));
  REQUIRE(hello);
  bool drawn = false;
  for (auto const& draw : d.end->backend_faults.draws) drawn |= equal(draw, hello->random);
  CHECK(drawn);
}
