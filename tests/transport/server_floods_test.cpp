// What a client may send for ever to a server: each limit, and one more.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "cxtls/record/flood_guard.hpp"
#include "cxtls/transport/connection.hpp"
#include "support/server_staged.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// n of something, once connected.
struct flooded : server_staged {
  flooded(unsigned n, std::function<void(scripted_client&)> one)
      : server_staged(serving::connected, [&](scripted_client& c) {
          for (unsigned i = 0; i < n; ++i) one(c);
        }) {}
};
void put_empty(scripted_client& c) { c.put(ContentType::application_data, {}); }
void put_update(scripted_client& c) { c.put_key_update(0); }
void put_request(scripted_client& c) { c.put_key_update(1); }
void put_compatibility(scripted_client& c) { c.put_plaintext(ContentType::change_cipher_spec, octets{1}); }

}  // namespace

TEST_CASE("F14: a client's empty records in a row: as many as the limit, and one more (CVE-2016-6305)") {
  flooded enough(record::max_empty_records, put_empty);
  CHECK(enough.connected());
  CHECK(enough.plaintext.empty());
  flooded too_many(record::max_empty_records + 1, put_empty);
  CHECK(ending_of(too_many, true) == server_ending{errc::too_many_empty_records, "", unexpected_message});
}

TEST_CASE("F14: a client's KeyUpdates in a row: as many as the limit, and one more (CVE-2026-56862)") {
  const auto one = GENERATE(put_update, put_request);
  flooded enough(record::max_post_handshake_messages, one);
  CHECK(enough.connected());
  CHECK(enough.client.seen.key_updates <= 1);
  flooded too_many(record::max_post_handshake_messages + 1, one);
  CHECK(ending_of(too_many, true) == server_ending{errc::too_many_post_handshake_messages, "", unexpected_message});
}

TEST_CASE("F14: a client's application data starts both counts anew, empty records don't") {
  flooded d(3, [](scripted_client& c) {
    for (unsigned i = 0; i < record::max_post_handshake_messages; ++i) put_request(c);
    for (unsigned i = 0; i < record::max_empty_records; ++i) put_empty(c);
    c.put_data("x");
  });
  CHECK(d.connected());
  CHECK(as_text(d.plaintext) == "xxx");
  for (unsigned i = 0; i < record::max_post_handshake_messages; ++i) put_update(d.client);
  put_empty(d.client);
  put_update(d.client);
  CHECK(ending_of(d, true).code == errc::too_many_post_handshake_messages);
}

// ---- change_cipher_spec: RFC 8446, 5 and D.4 ----

TEST_CASE("A123: a client's change_cipher_spec before its Finished is passed by, twice at most (CVE-2020-25648)") {
  const server_ending refused{errc::change_cipher_spec_unexpected, "", unexpected_message};
  for (serving state : all_serving) {
    if (state == serving::connected || state == serving::client_hello) continue;
    CAPTURE(name_of(state));
    // With the one that the client's plan sends.
    server_staged enough(state, put_compatibility);
    CHECK(enough.connected());
    server_staged too_many(state, [](scripted_client& c) {
      for (int i = 0; i < 3; ++i) put_compatibility(c);
    });
    CHECK(ending_of(too_many) == refused);
  }
}

TEST_CASE("A123: change_cipher_spec before the first ClientHello is unexpected, but where it may be a second one") {
  server_staged d(serving::client_hello, put_compatibility);
  CHECK(ending_of(d) == server_ending{errc::change_cipher_spec_unexpected, "", unexpected_message});

  session_box box;
  server_config config = showing_config();
  config.cookies = &box.cookies;
  server_staged forgetful(serving::client_hello, put_compatibility, std::move(config));
  CHECK(forgetful.connected());
}

TEST_CASE("A123: change_cipher_spec after the client's Finished is unexpected") {
  server_staged d(serving::connected, put_compatibility);
  CHECK(ending_of(d, true) == server_ending{errc::change_cipher_spec_unexpected, "", unexpected_message});
}

TEST_CASE("A123: a client's change_cipher_spec is one octet, 1, and not protected") {
  const server_ending refused{errc::change_cipher_spec_unexpected, "", unexpected_message};
  const octets body = GENERATE(octets{}, octets{0}, octets{2}, octets{1, 1});
  for (serving state : {serving::retried_client_hello, serving::certificate, serving::finished}) {
    server_staged d(state, [&](scripted_client& c) { c.put_plaintext(ContentType::change_cipher_spec, body); });
    CHECK(ending_of(d) == refused);
  }
  server_staged d(serving::certificate, [](scripted_client& c) { c.put_protected_change_cipher_spec(); });
  CHECK(ending_of(d) == refused);
}

TEST_CASE("A123: change_cipher_spec between the fragments of a message is unexpected (RFC 8446, 5.1)") {
  CHECK(ending_of({.alter = [](HandshakeType, octets&) {},
                   .before_first_hello =
                       [](scripted_client& c) {
                         c.put_plaintext(ContentType::handshake, octets{1, 0, 0});
                         put_compatibility(c);
                       }}) == server_ending{errc::unexpected_message, "change_cipher_spec", unexpected_message});
}

// ---- how large a message may be ----

TEST_CASE("CVE-2016-6307: a client's message over its type's limit is refused by its header alone") {
  struct row {
    serving state;
    HandshakeType type;
    std::size_t limit;
  };
  const row all[] = {{serving::client_hello, HandshakeType::client_hello, max_hello_message},
                     {serving::retried_client_hello, HandshakeType::client_hello, max_hello_message},
                     {serving::certificate, HandshakeType::certificate, max_certificate_message},
                     {serving::certificate_verify, HandshakeType::certificate_verify, max_certificate_verify_message},
                     {serving::finished, HandshakeType::finished, max_finished_message},
                     {serving::connected, HandshakeType::key_update, 1}};
  for (row const& r : all)
    for (std::size_t length : {r.limit + 1, std::size_t{0xffffff}}) {
      CAPTURE(name_of(r.state), name_of(r.type), length);
      server_staged d(r.state, [&](scripted_client& c) {
        const octets header = joined({number(1, static_cast<std::uint8_t>(r.type)), number(3, length)});
        if (in_the_clear(r.state)) return c.put_plaintext(ContentType::handshake, header);
        c.put_handshake(header);
      });
      CHECK(ending_of(d, r.state == serving::connected) ==
            server_ending{errc::message_too_long, std::string(name_of(r.type)), decode_error});
    }
}

TEST_CASE("a client's messages as large as their type's limit are taken") {
  SECTION("ClientHello, with more extensions than it should have") {
    const auto grown = [](std::size_t size) {
      return [size](client_hello_model& m) {
        const std::size_t now = encode(m).size() - 4;
        m.extensions.push_back(extension(ExtensionType{0x9a9a}, octets(size - now - 4, 1)));
      };
    };
    server_duet d({.hello = grown(max_hello_message)});
    CHECK(d.run().connected());
    CHECK(ending_of({.hello = grown(max_hello_message + 1)}).code == errc::message_too_long);
  }
  SECTION("Certificate") {
    const auto grown = [](std::size_t size) {
      return [size](certificate_model& m) {
        const std::size_t now = encode(m).size() - 4;
        m.certificate_list.push_back({octets(size - now - 5, 0x30), {}});
      };
    };
    server_duet d({.credential = usual_chain(), .certificate = grown(max_certificate_message)}, asking_config());
    CHECK(d.run().connected());
    CHECK(ending_of({.credential = usual_chain(), .certificate = grown(max_certificate_message + 1)}, asking_config())
              .code == errc::message_too_long);
  }
}

TEST_CASE("CVE-2023-39322: after the handshake a client's message has one octet, or is none that it may send") {
  for (HandshakeType type : {HandshakeType::client_hello, HandshakeType::certificate, HandshakeType::new_session_ticket,
                             HandshakeType{0x77}}) {
    server_staged d(serving::connected, [&](scripted_client& c) { c.put_handshake(message(type, octets(16000, 1))); });
    CHECK(ending_of(d, true).alert == unexpected_message);
  }
}
