#include "cxtls/handshake/tls13/client/connected_handlers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// Runs to Connected.
struct settled : duet {
  explicit settled(server_plan plan = {}, client_config config = trusting_config())
      : duet(std::move(plan), std::move(config)) {
    run();
    REQUIRE(connected());
  }
  settled& data_both_ways(std::string_view word) {
    const octets there = text(word);
    const std::size_t before = server.seen.data.size();
    plaintext.clear();
    REQUIRE(client_side().send(there));
    server.put_data(word);
    run();
    CHECK(octets(server.seen.data.begin() + static_cast<std::ptrdiff_t>(before), server.seen.data.end()) == there);
    CHECK(plaintext == there);
    return *this;
  }
};

ending ticket_ending(ticket_model const& t) {
  settled d;
  d.server.put_ticket(t);
  return ending_of(d, true);
}

}  // namespace

// ---- NewSessionTicket ----

TEST_CASE("A110: tickets are handed out, each by its own event, with the PSK that the server has (RFC 8446, 4.6.1)") {
  const auto suite =
      GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                    CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  settled d({.suite = suite});
  d.server.put_ticket({.ticket_lifetime = 604800, .ticket_age_add = 7, .ticket_nonce = {1}, .ticket = text("one")});
  d.server.put_ticket({.ticket_lifetime = 1,
                       .ticket_nonce = octets(255, 9),
                       .ticket = text("two"),
                       .extensions = {extension(ExtensionType::early_data, {0, 0, 0x40, 0})}});
  d.server.put_ticket({.ticket_nonce = {}, .ticket = octets(1, 3)});
  d.run();
  REQUIRE(d.tickets.size() == 3);
  CHECK(d.events == std::vector<std::string>{"connected", "ticket", "ticket", "ticket"});
  CHECK(as_text(d.tickets[0].identity.view()) == "one");
  CHECK(d.tickets[0].ticket_age_add == 7);
  CHECK(d.tickets[0].cipher_suite == suite);
  CHECK(d.tickets[0].received_at == noon);
  CHECK(d.tickets[0].expires_at == noon + 604800);
  CHECK(d.tickets[0].max_early_data_size == 0);
  CHECK(d.tickets[1].max_early_data_size == 0x4000);
  CHECK(d.tickets[1].expires_at == noon + 1);
  CHECK(equal(d.tickets[0].psk.expose(), d.server.resumption_psk(octets{1})));
  CHECK(equal(d.tickets[1].psk.expose(), d.server.resumption_psk(octets(255, 9))));
  CHECK(equal(d.tickets[2].psk.expose(), d.server.resumption_psk({})));
}

TEST_CASE("a ticket of lifetime zero is discarded (RFC 8446, 4.6.1)") {
  settled d;
  d.server.put_ticket({.ticket_lifetime = 0});
  d.run();
  CHECK(d.tickets.empty());
  d.data_both_ways("after it");
}

TEST_CASE("a ticket for more than seven days is refused (RFC 8446, 4.6.1)") {
  CHECK(ticket_ending({.ticket_lifetime = 604801}) == ending{errc::ticket_lifetime_too_long, "", illegal_parameter});
}

TEST_CASE("extensions of a NewSessionTicket: GREASE is passed by, duplicates and strangers are not") {
  settled d;
  d.server.put_ticket({.extensions = {extension(ExtensionType{0x8a8a}, {1}), extension(ExtensionType{0xff77})}});
  d.run();
  CHECK(d.tickets.size() == 1);
  CHECK(ticket_ending({.extensions = {extension(ExtensionType{0x8a8a}), extension(ExtensionType{0x8a8a})}}).code ==
        errc::duplicate_extension);
  CHECK(ticket_ending({.extensions = {extension(ExtensionType::key_share)}}) ==
        ending{errc::extension_misplaced, "key_share", illegal_parameter});
}

TEST_CASE("a NewSessionTicket that doesn't parse is refused with decode_error") {
  CHECK(ticket_ending({.ticket = {}}).alert == decode_error);
  CHECK(ticket_ending({.extensions = {extension(ExtensionType::early_data, {1, 2})}}).alert == decode_error);
}

// ---- KeyUpdate ----

TEST_CASE("C23: the peer updates its keys, and data goes on both ways (RFC 8446, 4.6.3)") {
  const auto suite =
      GENERATE(from_range(that_can({CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                    CipherSuite::TLS_CHACHA20_POLY1305_SHA256})));
  settled d({.suite = suite});
  for (int i = 0; i < 3; ++i) {
    d.server.put_key_update(0);
    d.data_both_ways("after the peer's update");
  }
  CHECK(d.server.seen.key_updates == 0);  // nobody asked
}

TEST_CASE("C23: a request of the peer's is answered with update_not_requested") {
  settled d;
  d.server.put_key_update(1);
  d.run();
  CHECK(d.server.seen.key_updates == 1);
  CHECK(d.server.seen.key_update_requests == 0);
  d.data_both_ways("after both updates");
}

TEST_CASE("C23: requests that come faster than we send get one answer") {
  settled d;
  for (int i = 0; i < 5; ++i) d.server.put_key_update(1);
  d.to_client();
  d.to_server();
  CHECK(d.server.seen.key_updates == 1);
  d.data_both_ways("after five updates there and one here");
  d.server.put_key_update(1);
  d.run();
  CHECK(d.server.seen.key_updates == 2);
}

TEST_CASE("C23: a request is answered though other output never runs dry") {
  settled d;
  const octets word = text("word");
  d.server.put_key_update(1);
  d.to_client();
  for (int i = 0; i < 3; ++i) {
    // The transport takes what was there, and there is more by then.
    const octets before(d.client_side().outgoing().begin(), d.client_side().outgoing().end());
    REQUIRE(d.client_side().send(word));
    d.client_side().sent(before.size());
    d.server.take(before);
    REQUIRE_FALSE(d.client_side().outgoing().empty());
    d.server.put_key_update(1);
    d.to_client();
  }
  d.run();
  CHECK(d.server.seen.key_updates == 4);
  CHECK_FALSE(d.server.seen.broken);
}

TEST_CASE("C23: we update our keys, asking the peer or not") {
  settled d;
  REQUIRE(d.client_side().update_keys());
  d.data_both_ways("after ours");
  CHECK(d.server.seen.key_updates == 1);
  CHECK(d.server.seen.key_update_requests == 0);
  REQUIRE(d.client_side().update_keys(true));
  d.data_both_ways("after both");
  CHECK(d.server.seen.key_updates == 2);
  CHECK(d.server.seen.key_update_requests == 1);
}

TEST_CASE("C23: one request of ours is outstanding at most, until the peer's update comes") {
  settled d({.answer_updates = false});
  for (int i = 0; i < 3; ++i) REQUIRE(d.client_side().update_keys(true));
  d.run();
  CHECK(d.server.seen.key_updates == 3);
  CHECK(d.server.seen.key_update_requests == 1);
  d.server.put_key_update(0);
  d.run();
  REQUIRE(d.client_side().update_keys(true));
  d.run();
  CHECK(d.server.seen.key_update_requests == 2);
  d.data_both_ways("after all of them");
}

TEST_CASE("C23: requests that cross are both answered") {
  settled d({.answer_updates = false});
  REQUIRE(d.client_side().update_keys(true));
  d.server.put_key_update(1);
  d.to_server();
  d.to_client();
  d.to_server();
  d.server.put_key_update(0);
  CHECK(d.server.seen.key_updates == 2);
  d.data_both_ways("after four updates");
}

TEST_CASE("C23: what was sealed before an update is read with the keys before it") {
  settled d;
  const octets before = text("before "), after = text("after");
  REQUIRE(d.client_side().send(before));
  REQUIRE(d.client_side().update_keys());
  REQUIRE(d.client_side().send(after));
  d.run();
  CHECK(as_text(d.server.seen.data) == "before after");
}

TEST_CASE("C23: no KeyUpdate follows our close_notify (RFC 8446, 6.1)") {
  settled d;
  REQUIRE(d.client_side().close());
  d.run();
  d.server.put_key_update(1);
  d.server.put_data("still here");
  d.run();
  CHECK(d.server.seen.key_updates == 0);
  CHECK(d.server.seen.after_end == 0);
  CHECK(as_text(d.plaintext) == "still here");
  CHECK(d.client_side().update_keys().error().code == errc::misuse_write_closed);
}

TEST_CASE("request_update is 0 or 1 (RFC 8446, 4.6.3)") {
  const std::uint8_t value = GENERATE(std::uint8_t{2}, std::uint8_t{255});
  settled d;
  d.server.put_handshake(test::key_update(value));
  CHECK(ending_of(d, true) == ending{errc::unknown_value, "request_update", illegal_parameter});
}

TEST_CASE("a KeyUpdate of another size than one octet doesn't parse") {
  SECTION("empty") {
    settled d;
    d.server.put_handshake(message(HandshakeType::key_update, {}));
    CHECK(ending_of(d, true).alert == decode_error);
  }
  SECTION("two") {
    settled d;
    d.server.put_handshake(message(HandshakeType::key_update, octets{0, 0}));
    CHECK(ending_of(d, true) == ending{errc::message_too_long, "key_update", decode_error});
  }
}

TEST_CASE("A116: no renegotiation: a ClientHello or HelloRequest is unexpected, post-handshake authentication too") {
  const auto type =
      GENERATE(HandshakeType::client_hello, HandshakeType::hello_request, HandshakeType::certificate_request);
  settled d;
  d.server.put_handshake(message(type, {}));
  CHECK(ending_of(d, true) == ending{errc::unexpected_message, "", unexpected_message});
}
