// What a peer may send for ever: each limit, and one more.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/record/flood_guard.hpp"
#include "cxtls/transport/connection.hpp"
#include "support/staged.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// n of something, once connected.
struct flooded : staged {
  flooded(unsigned n, std::function<void(scripted_server&)> one)
      : staged(waiting::connected, [&](scripted_server& s) {
          for (unsigned i = 0; i < n; ++i) one(s);
        }) {}
};
void put_empty(scripted_server& s) { s.put(ContentType::application_data, {}); }
void put_update(scripted_server& s) { s.put_key_update(0); }
void put_request(scripted_server& s) { s.put_key_update(1); }
void put_one_ticket(scripted_server& s) { s.put_ticket(); }
void put_dead_ticket(scripted_server& s) { s.put_ticket({.ticket_lifetime = 0}); }

}  // namespace

TEST_CASE("F14: empty records in a row: as many as the limit, and one more (CVE-2016-6305)") {
  flooded enough(record::max_empty_records, put_empty);
  CHECK(enough.connected());
  CHECK(enough.plaintext.empty());
  flooded too_many(record::max_empty_records + 1, put_empty);
  CHECK(ending_of(too_many, true) == ending{errc::too_many_empty_records, "", unexpected_message});
}

TEST_CASE("F14: octets in between start the count of empty records anew") {
  flooded d(5, [](scripted_server& s) {
    for (unsigned i = 0; i < record::max_empty_records; ++i) put_empty(s);
    s.put_data("x");
  });
  CHECK(d.connected());
  CHECK(as_text(d.plaintext) == "xxxxx");
}

TEST_CASE("F14: KeyUpdates and tickets in a row: as many as the limit, and one more (CVE-2026-56862)") {
  const auto one = GENERATE(put_update, put_request, put_one_ticket, put_dead_ticket);
  flooded enough(record::max_post_handshake_messages, one);
  CHECK(enough.connected());
  flooded too_many(record::max_post_handshake_messages + 1, one);
  CHECK(ending_of(too_many, true) == ending{errc::too_many_post_handshake_messages, "", unexpected_message});
}

TEST_CASE("F14: KeyUpdates and tickets are counted together; empty records don't start the count anew") {
  flooded d(record::max_post_handshake_messages / 2, [](scripted_server& s) {
    s.put_ticket();
    put_empty(s);
    put_update(s);
  });
  CHECK(d.connected());
  put_update(d.server);
  CHECK(ending_of(d, true).code == errc::too_many_post_handshake_messages);
}

TEST_CASE("F14: application data in between starts the count of messages anew") {
  flooded d(3, [](scripted_server& s) {
    for (unsigned i = 0; i < record::max_post_handshake_messages; ++i) put_request(s);
    s.put_data("x");
  });
  CHECK(d.connected());
  CHECK(as_text(d.plaintext) == "xxx");
}

// ---- change_cipher_spec: RFC 8446, 5 and D.4 ----

TEST_CASE("A123: change_cipher_spec before the peer's Finished is passed by, twice at most (CVE-2020-25648)") {
  const ending refused{errc::change_cipher_spec_unexpected, "", unexpected_message};
  for (waiting state : all_waiting) {
    if (state == waiting::connected) continue;
    CAPTURE(name_of(state));
    // With the one that the server's plan sends.
    staged enough(state, [](scripted_server& s) { s.put_plaintext(ContentType::change_cipher_spec, octets{1}); });
    CHECK(enough.connected());
    staged too_many(state, [](scripted_server& s) {
      s.put_plaintext(ContentType::change_cipher_spec, octets{1});
      s.put_plaintext(ContentType::change_cipher_spec, octets{1});
      s.put_plaintext(ContentType::change_cipher_spec, octets{1});
    });
    CHECK(ending_of(too_many) == refused);
  }
}

TEST_CASE("A123: change_cipher_spec after the peer's Finished is unexpected") {
  staged d(waiting::connected, [](scripted_server& s) { s.put_plaintext(ContentType::change_cipher_spec, octets{1}); });
  CHECK(ending_of(d, true) == ending{errc::change_cipher_spec_unexpected, "", unexpected_message});
}

TEST_CASE("A123: change_cipher_spec is one octet, 1, and not protected") {
  const ending refused{errc::change_cipher_spec_unexpected, "", unexpected_message};
  const octets body = GENERATE(octets{}, octets{0}, octets{2}, octets{1, 1});
  for (waiting state : {waiting::server_hello, waiting::encrypted_extensions, waiting::finished}) {
    staged d(state, [&](scripted_server& s) { s.put_plaintext(ContentType::change_cipher_spec, body); });
    CHECK(ending_of(d) == refused);
  }
  staged d(waiting::encrypted_extensions, [](scripted_server& s) { s.put_protected_change_cipher_spec(); });
  CHECK(ending_of(d) == refused);
}

TEST_CASE("A123: we send one change_cipher_spec, before our second flight (RFC 8446, D.4)") {
  using enum ContentType;
  SECTION("without a retry") {
    duet d;
    d.run();
    CHECK(d.server.seen.records == std::vector{handshake, change_cipher_spec, application_data});
  }
  SECTION("with a retry") {
    duet d({.retry_group = usual_retry}, without_shares());
    d.run();
    CHECK(d.server.seen.records == std::vector{handshake, change_cipher_spec, handshake, application_data});
  }
}

// ---- how large a message may be ----

TEST_CASE("CVE-2016-6307: a message over its type's limit is refused by its header alone") {
  struct row {
    waiting state;
    HandshakeType type;
    std::size_t limit;
  };
  const row all[] = {{waiting::server_hello, HandshakeType::server_hello, max_server_flight_message},
                     {waiting::encrypted_extensions, HandshakeType::encrypted_extensions, max_server_flight_message},
                     {waiting::certificate_or_request, HandshakeType::certificate_request, max_server_flight_message},
                     {waiting::certificate_or_request, HandshakeType::certificate, max_certificate_message},
                     {waiting::certificate_verify, HandshakeType::certificate_verify, max_certificate_verify_message},
                     {waiting::finished, HandshakeType::finished, max_finished_message},
                     {waiting::connected, HandshakeType::new_session_ticket, max_ticket_message}};
  for (row const& r : all)
    for (std::size_t length : {r.limit + 1, std::size_t{0xffffff}}) {
      CAPTURE(name_of(r.state), name_of(r.type), length);
      staged d(r.state, [&](scripted_server& s) {
        const octets header = joined({number(1, static_cast<std::uint8_t>(r.type)), number(3, length)});
        if (in_the_clear(r.state)) return s.put_plaintext(ContentType::handshake, header);
        s.put_handshake(header);
      });
      CHECK(ending_of(d, r.state == waiting::connected) ==
            ending{errc::message_too_long, std::string(name_of(r.type)), decode_error});
    }
}

TEST_CASE("messages as large as their type's limit are taken") {
  SECTION("CertificateRequest") {
    const auto grown = [](std::size_t size) {
      return [size](request_model& m) {
        const std::size_t now = encode(m).size() - 4;
        m.extensions.push_back(extension(ExtensionType{0x9a9a}, octets(size - now - 4, 1)));
      };
    };
    duet d({.request_certificate = true, .request = grown(max_server_flight_message)});
    CHECK(d.run().connected());
    CHECK(ending_of({.request_certificate = true, .request = grown(max_server_flight_message + 1)}).code ==
          errc::message_too_long);
  }
  SECTION("Certificate") {
    const auto grown = [](std::size_t size) {
      return [size](certificate_model& m) {
        const std::size_t now = encode(m).size() - 4;
        m.certificate_list.push_back({octets(size - now - 5, 0x30), {}});
      };
    };
    duet d({.certificate = grown(max_certificate_message)});
    CHECK(d.run().connected());
    CHECK(ending_of({.certificate = grown(max_certificate_message + 1)}).code == errc::message_too_long);
  }
  SECTION("NewSessionTicket") {
    const auto sized = [](std::size_t size) {
      ticket_model t{.ticket_nonce = {}};
      t.ticket.resize(size - (encode(t).size() - 4 - t.ticket.size()));
      return t;
    };
    staged d(waiting::connected, [&](scripted_server& s) { s.put_ticket(sized(max_ticket_message)); });
    CHECK(d.tickets.size() == 1);
    staged over(waiting::connected, [&](scripted_server& s) { s.put_ticket(sized(max_ticket_message + 1)); });
    CHECK(ending_of(over, true).code == errc::message_too_long);
  }
}
