// A connection in PEP 748's shape: our client and our server, each in a buffer.
#include "cxtls/tls_buffer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/both_ends.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

struct buffered {
  explicit buffered(client_config theirs = trusting_config(), server_config ours = showing_config())
      : ends(std::move(theirs), std::move(ours)), client(ends.client_side()), server(ends.server_side()) {}

  // Moves what is outgoing and fits, at most so much at a time; false: nothing.
  bool carry(auto& from, auto& to, std::size_t at_once = 4096) {
    bool moved = false;
    while (from.outgoing_bytes_buffered() > 0) {
      const bytes piece = from.peek_outgoing(at_once);
      if (!to.process_incoming(piece)) return moved;
      from.consume_outgoing(piece.size());
      moved = true;
    }
    return moved;
  }
  buffered& shake(std::size_t at_once = 4096) {
    for (bool moved = true; moved;) {
      (void)client.do_handshake(noon);
      (void)server.do_handshake(noon);
      moved = carry(client, server, at_once);
      moved = carry(server, client, at_once) || moved;
    }
    return *this;
  }
  both_ends ends;
  tls_buffer<any_client> client;
  tls_buffer<any_server> server;
};

octets all_of(auto& from, std::size_t at_once = 4096) {
  octets all, piece(at_once);
  for (;;) {
    const auto n = from.read(piece, noon);
    if (!n || *n == 0) return all;
    all.insert(all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(*n));
  }
}

}  // namespace

TEST_CASE("B12: nothing is read or written before do_handshake(), which says what it wants") {
  buffered d;
  octets out(16);
  CHECK(d.client.outgoing_bytes_buffered() == 0);
  CHECK(d.client.read(out, noon).failure().code == errc::misuse_not_connected);
  CHECK(d.client.write(text("x")).failure().code == errc::misuse_not_connected);
  CHECK(d.server.do_handshake(noon).wants() == want::read);
  CHECK(d.client.do_handshake(noon).wants() == want::write);
  REQUIRE(d.client.outgoing_bytes_buffered() > 0);
  CHECK(d.client.do_handshake(noon).wants() == want::write);
  REQUIRE(d.carry(d.client, d.server));
  CHECK(d.client.do_handshake(noon).wants() == want::read);
  CHECK(d.server.do_handshake(noon).wants() == want::write);
  REQUIRE(d.carry(d.server, d.client));
  CHECK(d.client.do_handshake(noon));
  CHECK(d.client.do_handshake(noon).failure().code == errc::none);
  CHECK(d.server.do_handshake(noon).wants() == want::read);
  REQUIRE(d.carry(d.client, d.server));
  CHECK(d.server.do_handshake(noon));
}

TEST_CASE("B13, B14: data go both ways, whatever the pieces; a call without any wants to read") {
  const std::size_t at_once = GENERATE(1, 7, 16384);
  buffered d;
  d.shake(at_once);
  octets out(16);
  CHECK(d.client.read(out, noon).wants() == want::read);
  const auto n = d.client.write(text("GET /"));
  REQUIRE(n);
  CHECK(*n == 5);
  CHECK(*d.server.write(text("hello")) == 5);
  d.carry(d.client, d.server, at_once);
  d.carry(d.server, d.client, at_once);
  CHECK(as_text(all_of(d.server, 2)) == "GET /");
  CHECK(as_text(all_of(d.client, 2)) == "hello");
  CHECK(d.server.read(out, noon).wants() == want::read);
}

TEST_CASE("B13: a short read leaves the rest, also while something is written") {
  buffered d;
  d.shake();
  REQUIRE(d.client.write(text("abcdef")));
  d.carry(d.client, d.server);
  octets two(2);
  REQUIRE(*d.server.read(two, noon) == 2);
  CHECK(as_text(two) == "ab");
  REQUIRE(d.server.write(text("in between")));
  CHECK(as_text(all_of(d.server)) == "cdef");
}

TEST_CASE("B14: a write that doesn't fit is taken in part, then wants to write, and comes again from anywhere") {
  buffered d;
  d.shake();
  const octets much(std::size_t{1} << 22, 0x61);
  bytes left = much;
  octets got;
  std::size_t waits = 0;
  while (!left.empty()) {
    const octets copied(left.begin(), left.end());
    const auto n = d.client.write(copied);
    if (n) {
      left = left.subspan(*n);
      continue;
    }
    REQUIRE(n.wants() == want::write);
    ++waits;
    d.carry(d.client, d.server);
    const octets some = all_of(d.server);
    got.insert(got.end(), some.begin(), some.end());
  }
  while (d.carry(d.client, d.server)) {
    const octets some = all_of(d.server);
    got.insert(got.end(), some.begin(), some.end());
  }
  CHECK(waits > 0);
  CHECK(equal(got, much));
}

TEST_CASE("B17: input that doesn't fit is stored not at all, and fits after a read") {
  using side = tls_buffer<any_client>;
  buffered d;
  d.shake();
  CHECK(d.client.process_incoming(octets(side::max_incoming + 1)).wants() == want::read);
  CHECK(d.client.incoming_bytes_buffered() == 0);
  const octets much(side::max_incoming - 1000, 0x61);
  REQUIRE(*d.server.write(much) == much.size());
  octets input(side::max_incoming);
  const std::size_t n = d.server.process_outgoing(input);
  REQUIRE(d.client.process_incoming(bytes(input).first(n)));
  CHECK(d.client.incoming_bytes_buffered() == n);
  REQUIRE(d.server.write(octets(2000, 0x62)));
  octets second(4096);
  second.resize(d.server.process_outgoing(second));
  CHECK(d.client.process_incoming(second).wants() == want::read);
  CHECK(d.client.incoming_bytes_buffered() == n);
  CHECK(equal(all_of(d.client), much));
  REQUIRE(d.client.process_incoming(second));
  CHECK(all_of(d.client) == octets(2000, 0x62));
  CHECK(d.client.incoming_bytes_buffered() == 0);
}

TEST_CASE("B17: what is outgoing can be looked at, and consumed in part") {
  buffered d;
  (void)d.client.do_handshake(noon);
  const std::size_t size = d.client.outgoing_bytes_buffered();
  const bytes seen = d.client.peek_outgoing(5);
  REQUIRE(seen.size() == 5);
  CHECK(seen[0] == 22);  // handshake
  CHECK(d.client.outgoing_bytes_buffered() == size);
  CHECK(d.client.peek_outgoing(size + 1).size() == size);
  const std::uint8_t fourth = seen[3];
  d.client.consume_outgoing(3);
  CHECK(d.client.outgoing_bytes_buffered() == size - 3);
  CHECK(d.client.peek_outgoing(1)[0] == fourth);
  octets out(size);
  CHECK(d.client.process_outgoing(out) == size - 3);
  CHECK(d.client.process_outgoing(out) == 0);
}

TEST_CASE("B15, B18: what was negotiated is absent before, and there after") {
  client_config theirs = trusting_config();
  server_config ours = showing_config();
  theirs.alpn = {"h2", "http/1.1"};
  ours.alpn = {"http/1.1"};
  buffered d(std::move(theirs), std::move(ours));
  CHECK_FALSE(d.client.cipher());
  CHECK_FALSE(d.client.negotiated_protocol());
  CHECK_FALSE(d.client.negotiated_tls_version());
  CHECK_FALSE(d.client.getpeercert());
  d.shake();
  CHECK(d.client.cipher() == usual_suite());
  CHECK(d.client.negotiated_tls_version() == ProtocolVersion::tls13);
  REQUIRE(d.client.negotiated_protocol());
  CHECK(as_text(*d.client.negotiated_protocol()) == "http/1.1");
  REQUIRE(d.client.getpeercert());
  CHECK(equal(*d.client.getpeercert(), d.ends.client_side().peer_certificates()[0]));
  CHECK_FALSE(d.server.getpeercert());
  CHECK(d.server.cipher() == d.client.cipher());
}

TEST_CASE("B18: a server's certificate isn't shown before the handshake is over") {
  client_config config = trusting_config();
  config.ask_application_to_verify = true;
  buffered d(std::move(config));
  d.shake();
  CHECK(d.client.do_handshake(noon).failure().code == errc::misuse_parked);
  CHECK_FALSE(d.ends.client_side().peer_certificates().empty());
  CHECK_FALSE(d.client.getpeercert());
  event asked = d.client.take_event();
  REQUIRE(std::holds_alternative<verification_wanted>(asked));
  CHECK(std::holds_alternative<no_event>(d.client.take_event()));
  auto question = std::move(std::get<verification_wanted>(asked).question);
  SECTION("accepted") {
    CHECK(d.client.connection().resume(std::move(question), Verified{}) == machine::resumed::ok);
    CHECK(d.client.do_handshake(noon));
    CHECK(d.client.getpeercert());
  }
  SECTION("refused") {
    CHECK(d.client.connection().refuse(std::move(question)) == machine::resumed::ok);
    CHECK(d.client.do_handshake(noon).failure().code == errc::certificate_refused_by_application);
    CHECK_FALSE(d.client.getpeercert());
  }
}

TEST_CASE("B16: shutdown() sends close_notify; the other side reads its data, then 0 for ever, and may go on writing") {
  buffered d;
  d.shake();
  REQUIRE(d.client.write(text("last words")));
  REQUIRE(d.client.shutdown());
  CHECK(d.client.write(text("x")).failure().code == errc::misuse_write_closed);
  CHECK(d.client.outgoing_bytes_buffered() > 0);
  d.carry(d.client, d.server);
  d.server.process_end();
  CHECK(as_text(all_of(d.server)) == "last words");
  octets out(16);
  for (int i = 0; i < 3; ++i) {
    const auto n = d.server.read(out, noon);
    REQUIRE(n);
    CHECK(*n == 0);
  }
  REQUIRE(d.server.write(text("reply")));
  REQUIRE(d.server.shutdown());
  d.carry(d.server, d.client);
  CHECK(as_text(all_of(d.client)) == "reply");
  CHECK(*d.client.read(out, noon) == 0);
  CHECK(d.ends.client_side().now() == condition::closed);
}

TEST_CASE("B13: an end without close_notify is an error, after the data that came before it") {
  buffered d;
  d.shake();
  REQUIRE(d.client.write(text("cut off")));
  d.carry(d.client, d.server);
  d.server.process_end();
  CHECK(as_text(all_of(d.server)) == "cut off");
  octets out(16);
  CHECK(d.server.read(out, noon).failure().code == errc::closed_early);
  CHECK(d.server.read(out, noon).failure().code == errc::closed_early);
  CHECK(d.server.process_incoming(text("x")).failure().code == errc::closed_early);
}

TEST_CASE("B25: what is wrong with the peer is an error of each call, and its alert is outgoing") {
  buffered d;
  d.shake();
  REQUIRE(d.client.process_incoming(octets(64, 0x55)));
  octets out(16);
  CHECK(d.client.read(out, noon).failure().code == errc::record_type_unexpected);
  CHECK(d.client.do_handshake(noon).failure().code == errc::record_type_unexpected);
  CHECK(d.client.write(text("x")).failure().code == errc::record_type_unexpected);
  CHECK(d.client.outgoing_bytes_buffered() > 0);
}

TEST_CASE("tickets come out of a buffer, too") {
  session_box box;
  buffered d(trusting_config(), resumable(box.stateless));
  d.shake();
  octets out(16);
  CHECK(d.client.read(out, noon).wants() == want::read);
  CHECK(std::holds_alternative<ticket>(d.client.take_event()));
}
