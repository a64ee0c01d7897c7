// Published attacks on TLS 1.2, as their authors carried them out, on both roles. What each message may say has tests of
// its own in client/ and server/handlers_test.cpp.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/scripted_client12.hpp"
#include "support/scripted_server12.hpp"
#include "support/session_box.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum HandshakeType;

namespace {

client_config only_1_2(client_config config = trusting_config()) {
  config.versions = version_list(ProtocolVersion::tls12);
  return config;
}
client_config either() { return GENERATE(false, true) ? only_1_2() : trusting_config(); }

octets a_finished() { return message(finished, octets(12)); }
const octets says_change{1};

// A server that leaves out what stands between these two messages, and the second one is of its making.
server12_plan skipping(HandshakeType last_honest, octets then, bool changes_cipher = false) {
  server12_plan plan;
  plan.before = [=, on = false](scripted_server12& s, HandshakeType type) mutable {
    if (on && changes_cipher) s.put(ContentType::change_cipher_spec, says_change);
    on = type == last_honest;
  };
  plan.alter = [=, said = 0](HandshakeType type, octets& m) mutable {
    if (said == 1) m = then;
    if (said > 1) m.clear();
    if (said > 0 || type == last_honest) ++said;
  };
  return plan;
}
errc with_suite(std::uint16_t suite) {
  return end_of({.hello = [=](hello_model& m) { m.cipher_suite = CipherSuite(suite); }}, either());
}
// Its ServerKeyExchange is this.
errc with_key_exchange(octets const& body) {
  return end_of({.alter = [=](HandshakeType type, octets& m) {
    if (type == server_key_exchange) m = message(server_key_exchange, body);
  }});
}

}  // namespace

// ---- SMACK: "A Messy State of the Union: Taming the Composite State Machines of TLS" (2015) ----

TEST_CASE("SKIP-TLS (CVE-2014-6593): a server that goes on to its Finished after any of its messages is refused") {
  const auto last = GENERATE(server_hello, certificate, server_key_exchange);
  CHECK(end_of(skipping(last, a_finished())) == errc::unexpected_message);
  CHECK(end_of(skipping(last, a_finished(), true)) == errc::change_cipher_spec_unexpected);
  // Nor is it resumption, which it would look like after the ServerHello: no session was offered.
  CHECK(end_of(skipping(last, message(new_session_ticket, octets(6)))) == errc::unexpected_message);
}

TEST_CASE("SMACK, CVE-2014-3572: a server that skips ServerKeyExchange is refused") {
  CHECK(end_of(skipping(certificate, message(server_hello_done, {}))) == errc::unexpected_message);
  CHECK(end_of(skipping(certificate, message(certificate_request, vector_of(1, octets{64})))) ==
        errc::unexpected_message);
}

TEST_CASE("CVE-2014-0224: a server's early ChangeCipherSpec is refused at every place, and so is a second one") {
  const auto where = GENERATE(server_hello, certificate, certificate_status, server_key_exchange, certificate_request,
                              server_hello_done, new_session_ticket, finished);
  client_config config = either();
  config.request_ocsp_staple = true;
  // Where the client waits for the ticket it has the keys, but no ChangeCipherSpec is next.
  const errc why = where == new_session_ticket ? errc::unexpected_message : errc::change_cipher_spec_unexpected;
  CHECK(end_of({.request_certificate = true,
                .staple = true,
                .ticket = text("a ticket"),
                .before =
                    [=](scripted_server12& s, HandshakeType type) {
                      if (type == where) s.put(ContentType::change_cipher_spec, says_change);
                    }},
               std::move(config)) == why);
}

TEST_CASE("SMACK: of all ways to leave out messages of the server's flight, the client takes those of RFC 5246, 7.3") {
  const HandshakeType flight[] = {certificate,       server_key_exchange, certificate_request,
                                  server_hello_done, new_session_ticket,  finished};
  const unsigned count = 1 << std::size(flight);
  for (unsigned said = 0; said < 2 * count; ++said) {
    CAPTURE(said);
    const bool changes = said >= count;
    duet12 d({.request_certificate = true,
              .ticket = text("a ticket"),
              .alter =
                  [&](HandshakeType type, octets& m) {
                    for (std::size_t i = 0; i < std::size(flight); ++i)
                      if (flight[i] == type && (said >> i & 1) == 0) m.clear();
                  },
              .change_cipher_spec = changes});
    d.run();
    const bool all_but_request = (said | 4) % count == count - 1;
    CHECK(d.connected() == (changes && all_but_request));
    if (!d.connected()) CHECK(d.plaintext.empty());
  }
}

TEST_CASE("SMACK: of all orders of the client's flight, and of parts of it, the server takes those of RFC 5246, 7.3") {
  using enum tell12;
  const auto clients =
      GENERATE(client_authentication::off, client_authentication::optional, client_authentication::required);
  const bool asked = clients != client_authentication::off;
  const std::vector<tell12> anonymous{client_key_exchange, change_cipher, tell12::finished};
  const std::vector<tell12> shown{tell12::certificate, client_key_exchange, tell12::certificate_verify, change_cipher,
                                  tell12::finished};
  server_end end(asked ? asking_config(clients) : showing_config());
  unsigned taken = 0;
  std::vector<tell12> flight;
  const auto each = [&](auto const& self) -> void {
    for (tell12 next : shown) {
      if (std::find(flight.begin(), flight.end(), next) != flight.end()) continue;
      flight.push_back(next);
      server_duet12 d(end, {.credential = usual_chain(), .flight = flight});
      d.run();
      const bool legal = flight == (asked ? shown : anonymous);
      CHECK(d.connected() == legal);
      CHECK(d.was_connected == legal);
      taken += d.connected();
      // What follows an end isn't looked at, and what follows a handshake has tests of its own.
      if (d.server_side().now() == condition::handshaking) self(self);
      flight.pop_back();
    }
  };
  each(each);
  CHECK(taken == 1);
}

TEST_CASE(
    "SMACK, CVE-2015-0205: a client that skips its CertificateVerify, Certificate, or all before ChangeCipherSpec") {
  using enum tell12;
  const auto clients = GENERATE(client_authentication::optional, client_authentication::required);
  const auto refused = [&](std::vector<tell12> flight) {
    return ending12({.credential = usual_chain(), .flight = std::move(flight)}, asking_config(clients)).code;
  };
  CHECK(refused({tell12::certificate, client_key_exchange, change_cipher, tell12::finished}) ==
        errc::change_cipher_spec_unexpected);
  CHECK(refused({client_key_exchange, tell12::certificate_verify, change_cipher, tell12::finished}) ==
        errc::unexpected_message);
  CHECK(refused({tell12::certificate_verify, change_cipher, tell12::finished}) == errc::unexpected_message);
  CHECK(refused({change_cipher, tell12::finished}) == errc::change_cipher_spec_unexpected);
}

// ---- export and small groups ----

TEST_CASE("FREAK (CVE-2015-0204): no suite of RSA key exchange is offered, export or not, and no RSA key is taken") {
  const auto suite = GENERATE(as<std::uint16_t>{}, 0x0003, 0x0006, 0x0008, 0x0062, 0x002f, 0x0035, 0x009c, 0x009d);
  CHECK(with_suite(suite) == errc::cipher_suite_not_offered);
  // RFC 4346, 7.4.3: ServerRSAParams with a modulus of 512 bits, to a client that asked for something else.
  CHECK(with_key_exchange(joined({vector_of(2, octets(64, 0xc5)), vector_of(2, octets{1, 0, 1}), number(2, 0x0804),
                                  vector_of(2, octets(256, 1))})) == errc::unknown_value);
  // Nor does a server have one.
  CHECK(ending12({.suites = {CipherSuite(suite)}}).code == errc::no_common_cipher_suite);
}

TEST_CASE("Logjam (CVE-2015-4000): no suite of finite-field Diffie-Hellman is offered, and no such key is taken") {
  const auto suite = GENERATE(as<std::uint16_t>{}, 0x0011, 0x0014, 0x0019, 0x0033, 0x0039, 0x0067, 0x009e, 0xccaa);
  CHECK(with_suite(suite) == errc::cipher_suite_not_offered);
  // RFC 5246, 7.4.3: ServerDHParams with a prime of 512 bits.
  CHECK(with_key_exchange(joined({vector_of(2, octets(64, 0xc5)), vector_of(2, octets{2}), vector_of(2, octets(64, 7)),
                                  number(2, 0x0804), vector_of(2, octets(256, 1))})) == errc::unknown_value);
  // RFC 7919, 2: nor a finite-field group under the number of one.
  CHECK(end_of({.key_exchange = [](key_exchange_model& m) { m.group = NamedGroup(0x0100); }}) ==
        errc::group_not_offered);
  CHECK(ending12({.suites = {CipherSuite(suite)}}).code == errc::no_common_cipher_suite);
}

// ---- 3SHAKE: "Triple Handshakes and Cookie Cutters" (2014) ----

TEST_CASE(
    "3SHAKE (CVE-2014-1295), first step: no secret that two connections could share: it depends on the transcript") {
  const auto drop = [](auto& m) { m.drop(ExtensionType::extended_master_secret); };
  CHECK(end_of({.hello = drop}, either()) == errc::extended_master_secret_missing);
  CHECK(ending12({.hello = drop}).code == errc::extended_master_secret_missing);
}

TEST_CASE("3SHAKE (CVE-2014-1295), second step: no resumption without the extended master secret (RFC 7627, 5.3)") {
  const auto drop = [](auto& m) { m.drop(ExtensionType::extended_master_secret); };
  SECTION("by a server") {
    duet12 first({.ticket = text("a ticket")});
    REQUIRE(first.run().connected());
    REQUIRE(first.tickets.size() == 1);
    const octets master = first.server.seen.master;
    CHECK(end_of({.resume = master, .hello = drop}, trusting_config(), std::move(first.tickets[0])) ==
          errc::extended_master_secret_missing);
  }
  SECTION("by a client") {
    session_box box;
    server_end end(resumable(box.provider(GENERATE(false, true))));
    server_duet12 first(end);
    REQUIRE(first.run().connected());
    server_duet12 second(end, {.resume = first.client.session(), .hello = drop});
    CHECK(ending12(second).code == errc::extended_master_secret_missing);
  }
}

TEST_CASE("3SHAKE (CVE-2014-1295), third step, CVE-2009-3555: no handshake in a connection that has had one") {
  SECTION("by a server: who it is can't change") {
    duet12 d;
    REQUIRE(d.run().connected());
    const std::size_t hellos = d.server.seen.messages.size();
    d.server.put(ContentType::handshake, message(hello_request, {}));
    d.run();
    CHECK(d.server.seen.messages.size() == hellos);
    d.server.put(ContentType::handshake, encode(hello_model{}));
    d.run();
    CHECK(d.client_side().failure().code == errc::unexpected_message);
  }
  SECTION("by a client: nothing that was said before it is taken for its own") {
    server_duet12 d;
    REQUIRE(d.run().connected());
    const std::size_t answers = d.client.seen.messages.size();
    d.client.put_another_hello();
    d.run();
    CHECK(d.client.seen.messages.size() == answers);
    d.client.put(ContentType::handshake, message(client_key_exchange, vector_of(1, octets(32, 9))));
    CHECK(ending12(d, true).code == errc::unexpected_message);
  }
}
