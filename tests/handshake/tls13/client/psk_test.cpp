#include "cxtls/handshake/tls13/client/psk.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/crypto/transcript.hpp"
#include "cxtls/handshake/hello/client_hello.hpp"
#include "support/backend.hpp"
#include "support/hex.hpp"
#include "vectors/rfc8448_resumed_0rtt.hpp"

using namespace cxtls;
using hello::client::PskToOffer;
using test::hex;
using test::unhex;
using tls13::client::PskAccepted;

namespace {

using B = test::linked_backend;
const B b;
constexpr policy_id some_policy{1, 2, 3};

ticket some_ticket(CipherSuite suite = CipherSuite::TLS_AES_128_GCM_SHA256,
                   std::string_view psk = test::rfc8448::resumed_0rtt.psk) {
  return {.identity = {},
          .psk = crypto::hash_secret::of(unhex(psk)),
          .cipher_suite = suite,
          .ticket_age_add = 5,
          .received_at = {1000},
          .expires_at = {2000},
          .peer = dns_name{"server.example"},
          .policy = some_policy,
          .authenticated_until = {3000}};
}
crypto::suite_info const& suite_of(CipherSuite id) { return *crypto::find<B>(id); }
bool usable(PskToOffer const& psk, unix_time now, identity const& peer = dns_name{"server.example"},
            policy_id const& policy = some_policy) {
  return psk.is_usable(peer, policy, make_offer<B>(policy::modern::value, {}, {}, {}), now);
}

}  // namespace

TEST_CASE("F18: RFC 8448, 4: a ticket's binder") {
  auto const& trace = test::rfc8448::resumed_0rtt;
  const PskToOffer psk(some_ticket());
  const auto hash = crypto::partial_client_hello_hash(b, psk.hash(), unhex(trace.client_hello_without_binders));
  REQUIRE(hash);
  const auto binder = psk.binder(b, *hash);
  REQUIRE(binder);
  CHECK(hex(binder->view()) == trace.binder);

  // And where it stands.
  buffer hello;
  REQUIRE(hello.append(unhex(std::string(trace.client_hello_without_binders) + "002120" + std::string(64, '0'))));
  set_binder(hello, *binder);
  CHECK(hex(hello.view()) == trace.client_hello);
}

TEST_CASE("F18: RFC 8448, 4: the keys of a handshake that rests on a ticket and (EC)DHE") {
  auto const& trace = test::rfc8448::resumed_0rtt;
  const PskToOffer psk(some_ticket());
  auto early = psk.early_secret(b);
  REQUIRE(early);
  auto handshake = std::move(*early).to_handshake(b, crypto::shared_secret::of(unhex(trace.shared_secret)));
  REQUIRE(handshake);
  crypto::early_transcript hello;
  REQUIRE(hello.add(unhex(trace.client_hello)));
  const auto hash = hello.begin(b, psk.hash()).add<after::ServerHello>(unhex(trace.server_hello)).hash();
  CHECK(hex(handshake->client_traffic(b, *hash)->expose()) == trace.client_handshake_traffic);
  CHECK(hex(handshake->server_traffic(b, *hash)->expose()) == trace.server_handshake_traffic);
}

TEST_CASE("F24: only the one identity that was offered is accepted, and only with its hash (RFC 8446, 4.2.11)") {
  const PskToOffer psk(some_ticket());
  const auto refusal = [](PskToOffer const* ours, std::uint16_t index, CipherSuite suite) {
    const auto accepted = PskAccepted::check(ours, {index}, suite_of(suite));
    return accepted ? errc::none : accepted.error().code;
  };
  CHECK(refusal(&psk, 0, CipherSuite::TLS_AES_128_GCM_SHA256) == errc::none);
  CHECK(refusal(&psk, 0, CipherSuite::TLS_CHACHA20_POLY1305_SHA256) == errc::none);
  CHECK(refusal(&psk, 1, CipherSuite::TLS_AES_128_GCM_SHA256) == errc::psk_not_offered);
  CHECK(refusal(&psk, 65535, CipherSuite::TLS_AES_128_GCM_SHA256) == errc::psk_not_offered);
  CHECK(refusal(nullptr, 0, CipherSuite::TLS_AES_128_GCM_SHA256) == errc::psk_not_offered);
  CHECK(refusal(&psk, 0, CipherSuite::TLS_AES_256_GCM_SHA384) == errc::psk_hash_mismatch);
  const auto accepted = PskAccepted::check(&psk, {0}, suite_of(CipherSuite::TLS_AES_128_GCM_SHA256));
  CHECK_FALSE(accepted->by_external_key());
  CHECK(accepted->authenticated_until() == unix_time{3000});
}

TEST_CASE("A98: a ticket can be used for its peer, under its rules, in its time") {
  const PskToOffer psk(some_ticket());
  CHECK(usable(psk, {1000}));
  CHECK(usable(psk, {1999}));
  CHECK_FALSE(usable(psk, {2000}));
  CHECK_FALSE(usable(psk, {900}));
  CHECK_FALSE(usable(psk, {1500}, dns_name{"other.example"}));
  CHECK_FALSE(usable(psk, {1500}, ip_address{"192.0.2.1"}));
  CHECK_FALSE(usable(psk, {1500}, dns_name{"server.example"}, policy_id{}));
  CHECK_FALSE(usable(PskToOffer(some_ticket(CipherSuite::TLS_AES_128_CCM_SHA256)), {1500}));
}

TEST_CASE("obfuscated_ticket_age (RFC 8446, 4.2.11)") {
  const PskToOffer psk(some_ticket());
  CHECK(psk.obfuscated_ticket_age({1000}) == 5);
  CHECK(psk.obfuscated_ticket_age({1007}) == 7005);
  CHECK(psk.obfuscated_ticket_age({990}) == 5);  // the clock was set back
  CHECK(psk.obfuscated_ticket_age({1000 + 4294967}) == 4294967005u);
  CHECK(psk.obfuscated_ticket_age({1000 + 4294968}) == 709u);  // 2^32 ms are over
  const std::array<std::uint8_t, 16> key{1};
  const PskToOffer external(std::move(*external_psk::create(key, key)));
  CHECK(external.obfuscated_ticket_age({1007}) == 0);
}

TEST_CASE("an external key has its own identity, hash and binder key") {
  const std::array<std::uint8_t, 3> name{1, 2, 3};
  const auto key = unhex(test::rfc8448::resumed_0rtt.psk);
  const PskToOffer external(std::move(*external_psk::create(name, key, crypto::hash_algorithm::sha256)));
  CHECK(external.is_external());
  CHECK(external.session() == nullptr);
  CHECK(equal(external.identity(), name));
  CHECK(external.hash() == crypto::hash_algorithm::sha256);
  CHECK(usable(external, {1}, ip_address{"192.0.2.1"}, {}));
  // The same octets as the ticket's key, and another binder: the labels differ (RFC 8446, 7.1).
  const crypto::digest hash(32);
  CHECK(hex(external.binder(b, hash)->view()) != hex(PskToOffer(some_ticket()).binder(b, hash)->view()));
  const auto accepted = PskAccepted::check(&external, {0}, suite_of(CipherSuite::TLS_AES_128_GCM_SHA256));
  CHECK(accepted->by_external_key());
}

TEST_CASE("a session of TLS 1.2 is no pre-shared key, and is offered in its version only") {
  const auto old_ticket = [](std::string_view identity, std::size_t secret_size, bool by_session_id) {
    ticket t = some_ticket(CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
    t.psk = crypto::hash_secret(secret_size);
    REQUIRE(t.identity.append(as_bytes(identity)));
    t.version = ProtocolVersion::tls12;
    t.by_session_id = by_session_id;
    return PskToOffer(std::move(t));
  };
  const auto usable_in = [](PskToOffer const& psk, version_list const& versions) {
    return psk.is_usable(dns_name{"server.example"}, some_policy,
                         make_offer<B, spoken::both>(policy::modern::value, {}, {}, {}, {}, versions), {1500});
  };
  const PskToOffer good = old_ticket("a ticket", 48, false);
  CHECK(good.is_older_session());
  CHECK(usable_in(good, {}));
  CHECK(usable_in(good, version_list(ProtocolVersion::tls12)));
  CHECK_FALSE(usable_in(good, version_list(ProtocolVersion::tls13)));
  CHECK_FALSE(usable_in(PskToOffer(some_ticket()), version_list(ProtocolVersion::tls12)));
  CHECK_FALSE(usable_in(old_ticket("", 48, false), {}));
  CHECK_FALSE(usable_in(old_ticket("a ticket", 32, false), {}));
  CHECK(usable_in(old_ticket("an ID of up to 32 octets, or so.", 48, true), {}));
  CHECK_FALSE(usable_in(old_ticket("an ID of up to 32 octets, or so: more", 48, true), {}));
  CHECK(PskAccepted::check(&good, {0}, suite_of(CipherSuite::TLS_AES_128_GCM_SHA256)).error().code ==
        errc::psk_not_offered);
}
