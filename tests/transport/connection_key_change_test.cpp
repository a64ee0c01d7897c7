// Records, keys and messages: what may share a record, and what may come between.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/transport/connection.hpp"
#include "support/staged.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// The message of this type is followed by these octets in its own record.
ending followed_by(HandshakeType type, octets const& more) {
  return ending_of({.alter = [=](HandshakeType now, octets& m) {
    if (now == type) m = joined({m, more});
  }});
}
const ending unaligned{errc::key_change_unaligned, "", unexpected_message};

}  // namespace

TEST_CASE("no octet of a message follows a key change in the same record (RFC 8446, 5.1)") {
  const octets more = GENERATE(octets{8}, octets{8, 0, 0, 2, 0}, octets{8, 0, 0, 2, 0, 0});
  SECTION("ServerHello") { CHECK(followed_by(HandshakeType::server_hello, more) == unaligned); }
  SECTION("Finished") {
    CHECK(followed_by(HandshakeType::finished, more) == unaligned);
    CHECK(followed_by(HandshakeType::finished, encode(ticket_model{})) == unaligned);
  }
  SECTION("KeyUpdate") {
    staged d(waiting::connected, [&](scripted_server& s) { s.put_handshake(joined({test::key_update(0), more})); });
    CHECK(ending_of(d, true) == unaligned);
    staged two(waiting::connected,
               [](scripted_server& s) { s.put_handshake(joined({test::key_update(0), test::key_update(0)})); });
    CHECK(ending_of(two, true) == unaligned);
  }
}

TEST_CASE("tickets may share a record with each other and with a KeyUpdate that ends it") {
  staged d(waiting::connected,
           [](scripted_server& s) { s.put_handshake(joined({encode(ticket_model{}), encode(ticket_model{})})); });
  CHECK(d.tickets.size() == 2);
  CHECK(d.connected());
}

TEST_CASE("no other record comes between the fragments of a message (RFC 8446, 5.1)") {
  const auto interrupted = [](std::function<void(scripted_server&)> intruder) {
    const octets ticket = encode(ticket_model{});
    const bytes all(ticket);
    staged d(waiting::connected, [&](scripted_server& s) {
      s.put_handshake(all.first(7));
      intruder(s);
      s.put_handshake(all.subspan(7));
    });
    return ending_of(d, true);
  };
  CHECK(interrupted([](scripted_server& s) { s.put_data("x"); }) ==
        ending{errc::unexpected_message, "application_data", unexpected_message});
  CHECK(interrupted([](scripted_server& s) { s.put(ContentType::application_data, {}); }) ==
        ending{errc::unexpected_message, "application_data", unexpected_message});
  CHECK(interrupted([](scripted_server& s) { s.put(ContentType::alert, octets{1, 90}); }) ==
        ending{errc::unexpected_message, "user_canceled", unexpected_message});
  CHECK(interrupted([](scripted_server& s) { s.put_plaintext(ContentType::change_cipher_spec, octets{1}); }).alert ==
        unexpected_message);
}

TEST_CASE("an alert that cuts a message off is heard") {
  staged d(waiting::connected, [](scripted_server& s) {
    s.put_handshake(octets{4, 0});
    s.put_alert(internal_error);
  });
  CHECK(ending_of(d, true) == ending{errc::peer_alert, "internal_error", {}});
}

TEST_CASE("C28: change_cipher_spec between the fragments of a message of the handshake is unexpected") {
  staged d(waiting::encrypted_extensions, [](scripted_server& s) {
    s.put_handshake(octets{8, 0});
    s.put_plaintext(ContentType::change_cipher_spec, octets{1});
  });
  CHECK(ending_of(d) == ending{errc::unexpected_message, "change_cipher_spec", unexpected_message});
}

TEST_CASE("CVE-2026-34582: application data before the peer's Finished is unexpected, in every state") {
  for (waiting state : all_waiting) {
    if (state == waiting::connected) continue;
    CAPTURE(name_of(state));
    for (bool empty : {false, true}) {
      staged d(state, [&](scripted_server& s) {
        const octets data = empty ? octets{} : text("too early");
        if (in_the_clear(state)) return s.put_plaintext(ContentType::application_data, data);
        s.put(ContentType::application_data, data);
      });
      CHECK(ending_of(d).alert == unexpected_message);
      CHECK(d.plaintext.empty());
      CHECK(d.state_before_failure() == name_of(state));
    }
  }
}

TEST_CASE("a handshake message in the clear is refused once there are keys") {
  for (waiting state : all_waiting) {
    if (in_the_clear(state)) continue;
    CAPTURE(name_of(state));
    staged d(state, [](scripted_server& s) {
      s.put_plaintext(ContentType::handshake, message(HandshakeType::encrypted_extensions, octets{0, 0}));
    });
    CHECK(ending_of(d, state == waiting::connected) == ending{errc::record_type_unexpected, "", unexpected_message});
  }
}

TEST_CASE("a record that doesn't authenticate ends the connection, in every state (RFC 8446, 5.2)") {
  for (waiting state : all_waiting) {
    if (in_the_clear(state)) continue;
    CAPTURE(name_of(state));
    staged d(state, [](scripted_server& s) {
      s.break_next_record();
      s.put(ContentType::application_data, text("changed on the way"));
    });
    CHECK(ending_of(d, state == waiting::connected) == ending{errc::bad_record_mac, "", bad_record_mac});
    CHECK(d.plaintext.empty());
  }
}

TEST_CASE("a record that comes twice doesn't authenticate") {
  staged d(waiting::connected, [](scripted_server& s) {
    s.put_data("once");
    s.outgoing = joined({s.outgoing, s.outgoing});
  });
  CHECK(ending_of(d, true).code == errc::bad_record_mac);
  CHECK(as_text(d.plaintext) == "once");
}

TEST_CASE("records of the largest size, and one octet more (RFC 8446, 5.1 and 5.2)") {
  const ending over{errc::record_overflow, "length", record_overflow};
  staged full(waiting::connected, [](scripted_server& s) { s.put(ContentType::application_data, octets(16384, 'x')); });
  CHECK(full.plaintext.size() == 16384);
  staged d(waiting::connected,
           [](scripted_server& s) { s.put_plaintext(ContentType::application_data, octets(16384 + 256 + 1, 0)); });
  CHECK(ending_of(d, true) == over);
  staged plain(waiting::server_hello,
               [](scripted_server& s) { s.put_plaintext(ContentType::handshake, octets(16385, 2)); });
  CHECK(ending_of(plain) == over);
}

TEST_CASE("what isn't TLS is called that") {
  const std::string_view first =
      GENERATE("HTTP/1.1 400 Bad Request\r\n", "220 mail.example ESMTP\r\n", "SSH-2.0-x\r\n");
  duet d;
  d.note(d.client_side().start(noon));
  d.server.outgoing = text(first);
  d.to_client();
  CHECK(d.client_side().failure().code == errc::not_tls);
  CHECK(d.client_side().alert_sent() == unexpected_message);
}

TEST_CASE("an empty handshake record is refused, in the clear and protected (RFC 8446, 5.1)") {
  staged clear(waiting::server_hello, [](scripted_server& s) { s.put_plaintext(ContentType::handshake, {}); });
  CHECK(ending_of(clear) == ending{errc::empty_handshake_record, "", unexpected_message});
}
