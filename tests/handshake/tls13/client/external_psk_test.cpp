// External pre-shared keys: RFC 8446, 2.2 and 4.2.11.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "cxtls/handshake/external_psk.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "support/duet.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;
using enum CipherSuite;

namespace {

const octets name = text("the key's name"), key = text("a key of at least 128 bits");

external_psk ours(crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
  return std::move(*external_psk::create(name, key, hash));
}
server_plan knowing(server_plan plan = {}) {
  plan.psk = known_psk{name, key, true};
  return plan;
}
// Nobody is trusted: no certificate could be accepted.
struct keyed : duet {
  explicit keyed(server_plan plan, crypto::hash_algorithm hash = crypto::hash_algorithm::sha256,
                 client_config config = client_config{})
      : duet(std::move(plan), std::move(config), ours(hash)) {}
};
std::vector<CipherSuite> suites_of(octets const& raw) {
  const auto hello = parse<ClientHello>(bytes(raw).subspan(4));
  std::vector<CipherSuite> all;
  for (CipherSuite s : hello->cipher_suites)
    if (crypto::find<faulty_backend>(s) != nullptr) all.push_back(s);
  return all;
}

}  // namespace

TEST_CASE("an external key takes the place of certificates") {
  const auto suite =
      GENERATE(from_range(that_can({TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256})));
  keyed d(knowing({.suite = suite}), crypto::find<faulty_backend>(suite)->hash);
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.binder);
  CHECK(d.server.seen.finished);
  CHECK(equal(d.server.seen.psk_identity, name));
  CHECK(d.server.seen.obfuscated_ticket_age == 0);  // RFC 8446, 4.2.11
  CHECK(d.client_side().info().psk_offered);
  CHECK(d.client_side().info().resumed);
  CHECK_FALSE(d.client_side().info().peer_signature_scheme);
  CHECK(d.client_side().peer_certificates().empty());
  const octets word = text("ping");
  REQUIRE(d.client_side().send(word));
  d.server.put_data("pong");
  d.run();
  CHECK(d.server.seen.data == word);
  CHECK(as_text(d.plaintext) == "pong");
}

TEST_CASE("its binder is an external key's, not a ticket's (RFC 8446, 7.1)") {
  server_plan plan = knowing();
  plan.psk->external = false;
  keyed d(plan);
  d.run();
  CHECK_FALSE(d.server.seen.binder);
}

TEST_CASE("only suites of the key's hash are offered, and accepted", "[wide]") {
  keyed d(knowing());
  d.run();
  CHECK(suites_of(d.server.client_hello()) == std::vector{TLS_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256});
  keyed longer(knowing({.suite = TLS_AES_256_GCM_SHA384}), crypto::hash_algorithm::sha384);
  longer.run();
  CHECK(suites_of(longer.server.client_hello()) == std::vector{TLS_AES_256_GCM_SHA384});

  keyed other(knowing({.suite = TLS_AES_256_GCM_SHA384}));
  CHECK(ending_of(other) == ending{errc::cipher_suite_not_offered, "", illegal_parameter});
  keyed retried(knowing({.suite = TLS_AES_256_GCM_SHA384, .retry_group = NamedGroup::secp256r1}));
  CHECK(ending_of(retried) == ending{errc::cipher_suite_not_offered, "", illegal_parameter});
}

TEST_CASE("without a suite of the key's hash there is no connection, and nothing is sent") {
  using enum crypto::hash_algorithm;
  const auto [suite, hash] =
      GENERATE(filter([](auto const& row) { return can(std::get<0>(row)); },
                      table<CipherSuite, crypto::hash_algorithm>(
                          {{TLS_AES_256_GCM_SHA384, sha256}, {TLS_CHACHA20_POLY1305_SHA256, sha384}})));
  client_config config;
  config.cipher_suites = suite_list(suite);
  keyed d(knowing(), hash, std::move(config));
  d.run();
  CHECK(d.client_side().failure().code == errc::config_no_cipher_suite);
  CHECK(d.server.seen.messages.empty());
}

TEST_CASE("a server that takes no key is refused, whatever certificate it has") {
  SECTION("it knows none") {
    keyed d({}, crypto::hash_algorithm::sha256, trusting_config());
    CHECK(ending_of(d) == ending{errc::psk_not_selected, "", handshake_failure});
  }
  SECTION("after a HelloRetryRequest") {
    keyed d({.retry_group = other_group()}, crypto::hash_algorithm::sha256, retriable());
    CHECK(ending_of(d) == ending{errc::psk_not_selected, "", handshake_failure});
  }
  SECTION("it knows another") {
    server_plan plan = knowing();
    plan.psk->identity = text("another name");
    keyed d(plan, crypto::hash_algorithm::sha256, trusting_config());
    CHECK(ending_of(d) == ending{errc::psk_not_selected, "", handshake_failure});
  }
}

TEST_CASE("a server with another key of that name is not the peer") {
  server_plan plan = knowing();
  plan.psk->key[0] ^= 1;
  keyed d(plan);
  d.run();
  CHECK(d.client_side().failure().code == errc::bad_record_mac);
  CHECK(d.client_side().alert_sent() == bad_record_mac);
  CHECK_FALSE(d.server.seen.binder);
  CHECK(d.events.empty());
}

TEST_CASE("a selected_identity that wasn't offered is refused for an external key, too") {
  keyed d(knowing({.selected_identity = 1}));
  CHECK(ending_of(d) == ending{errc::psk_not_offered, "", illegal_parameter});
}

TEST_CASE("an external key goes through a HelloRetryRequest") {
  const bool cookie = GENERATE(false, true);
  keyed d(knowing({.retry_group = other_groups().back(), .retry_cookie = cookie ? text("a cookie") : octets{}}),
          crypto::hash_algorithm::sha256, retriable(client_config{}));
  d.run();
  CHECK(d.connected());
  CHECK(d.server.seen.binder);
  CHECK(d.client_side().info().hello_retried);
}

TEST_CASE("no ticket is handed out: the key serves again itself") {
  keyed d(knowing());
  d.run();
  REQUIRE(d.connected());
  d.server.put_ticket();
  d.run();
  CHECK(d.tickets.empty());
  CHECK(d.connected());
}

TEST_CASE("neither the application nor the built-in checks have certificates to judge") {
  client_config config;
  config.ask_application_to_verify = config.reverify_on_resume = true;
  keyed d(knowing(), crypto::hash_algorithm::sha256, std::move(config));
  d.run();
  CHECK(d.connected());
  CHECK(d.events == std::vector<std::string>{"connected"});
}

TEST_CASE("the name of a server isn't known, and isn't said") {
  keyed d(knowing());
  d.run();
  const octets raw = d.server.client_hello();
  CHECK_FALSE(find<ServerNameList>(parse<ClientHello>(bytes(raw).subspan(4))->extensions));
}
