// Our client and our server, and imported external keys between them: RFC 9258.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <vector>

#include "cxtls/protocol/extension/check.hpp"
#include "support/backend.hpp"
#include "support/constant_handshake.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum CipherSuite;
using enum crypto::hash_algorithm;

namespace {

struct tls : stack<linked_backend> {};
using pair_of_ours = constant::pair_of<tls>;

const bytes name = as_bytes("their key"), key = as_bytes("a key of at least 128 bits");
const bytes alice = as_bytes("alice"), bob = as_bytes("bob");

template <class Psk>
Psk imported(bytes own, bytes peer, bytes octets = key, crypto::hash_algorithm hash = sha256) {
  return std::move(*Psk::create(name, octets, {.own = own, .peer = peer}, hash));
}
// Of both, nobody shows certificates or trusts any.
client_context<tls> client_side(client_config config = {}) {
  auto made = client_context<tls>::create(std::move(config));
  REQUIRE(made);
  return std::move(*made);
}
server_context<tls> server_side(server_psk&& psk, server_config config = {}) {
  REQUIRE(config.imported_psks.push(std::move(psk)));
  auto made = server_context<tls>::create(std::move(config));
  REQUIRE(made);
  return std::move(*made);
}
// How a connection that doesn't stand ended: both ends' errors.
std::pair<errc, errc> endings(pair_of_ours& p) {
  p.run();
  CHECK_FALSE(p.both_connected());
  return {p.c.failure().code, p.s.failure().code};
}
client_config suites(suite_list const& only) {
  client_config config;
  config.cipher_suites = only;
  return config;
}

}  // namespace

TEST_CASE("an imported key takes the place of certificates, whatever the suite's hash and the key's", "[wide]") {
  const auto suite =
      GENERATE(from_range(that_can({TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256})));
  const auto hash = GENERATE(sha256, sha384);
  if (hash == sha384 && !can(TLS_AES_256_GCM_SHA384)) return;
  server_config config;
  config.cipher_suites = suite_list(suite);
  const auto ours = client_side();
  const auto theirs = server_side(imported<server_psk>(bob, alice, key, hash), std::move(config));
  pair_of_ours p{client<tls>(ours, imported<client_psk>(alice, bob, key, hash)), server<tls>(theirs)};
  p.run();
  REQUIRE(p.both_connected());
  CHECK(p.talks());
  CHECK(p.c.info().cipher_suite == suite);
  CHECK(p.c.info().resumed);
  CHECK(p.s.info().resumed);
  CHECK(p.c.peer_certificates().empty());
  CHECK_FALSE(p.first_ticket);
}

TEST_CASE("one identity is offered for each hash of the suites, in their order (RFC 9258, 5.1)", "[wide]") {
  const auto ours = client_side();
  client<tls> c(ours, imported<client_psk>(alice, bob));
  (void)c.start(constant::noon);
  const auto hello = parse<ClientHello>(c.outgoing().subspan(5 + handshake_header_size));
  REQUIRE(hello);
  const auto offered = find<OfferedPsks>(hello->extensions);
  REQUIRE(offered);
  std::vector<crypto::hash_algorithm> hashes;
  for (CipherSuite s : hello->cipher_suites)
    if (auto const* row = crypto::find<linked_backend>(s);
        row != nullptr && std::find(hashes.begin(), hashes.end(), row->hash) == hashes.end())
      hashes.push_back(row->hash);
  REQUIRE(offered->identities.size() == hashes.size());
  REQUIRE(offered->binders.size() == hashes.size());
  std::size_t i = 0;
  for (PskIdentity const& one : offered->identities) {
    CHECK(equal(one.identity, imported<client_psk>(alice, bob).identity(hashes[i]).view()));
    CHECK(one.obfuscated_ticket_age == 0);
    ++i;
  }
  i = 0;
  for (PskBinderEntry const& one : offered->binders) CHECK(one.binder.size() == crypto::hash_size(hashes[i++]));
  // RFC 9258, 5.1: "External PSKs MUST NOT be imported for (D)TLS 1.2".
  CHECK_FALSE(find<SupportedVersions>(hello->extensions)->versions.contains(ProtocolVersion::tls12));
}

TEST_CASE("an imported key goes through a HelloRetryRequest", "[wide]") {
  client_config config;
  config.key_share_groups = group_list();
  const auto ours = client_side(std::move(config));
  const auto theirs = server_side(imported<server_psk>(bob, alice));
  pair_of_ours p{client<tls>(ours, imported<client_psk>(alice, bob)), server<tls>(theirs)};
  p.run();
  CHECK(p.both_connected());
  CHECK(p.c.info().hello_retried);
  CHECK(p.talks());
}

TEST_CASE("Selfie: who is client and server by one key isn't shown its own ClientHello", "[wide]") {
  SECTION("an imported key has another name in each role (RFC 9258, A)") {
    const auto ours = client_side();
    const auto also_ours = server_side(imported<server_psk>(alice, bob));
    pair_of_ours p{client<tls>(ours, imported<client_psk>(alice, bob)), server<tls>(also_ours)};
    CHECK(endings(p) == std::pair(errc::peer_alert, errc::no_common_signature_scheme));
    CHECK(p.c.alert_received() == AlertDescription::handshake_failure);
  }
  SECTION("a key that is used as it is doesn't notice") {
    const auto ours = client_side();
    server_config config;
    REQUIRE(config.psks.push(std::move(*external_psk::create(name, key))));
    auto also_ours = server_context<tls>::create(std::move(config));
    REQUIRE(also_ours);
    pair_of_ours p{client<tls>(ours, std::move(*external_psk::create(name, key))), server<tls>(*also_ours)};
    p.run();
    CHECK(p.both_connected());
  }
}

TEST_CASE("a third holder of a group's key can't be meant: the names differ", "[wide]") {
  const auto ours = client_side();
  const auto carol = server_side(imported<server_psk>(as_bytes("carol"), alice));
  pair_of_ours p{client<tls>(ours, imported<client_psk>(alice, bob)), server<tls>(carol)};
  CHECK(endings(p) == std::pair(errc::peer_alert, errc::no_common_signature_scheme));
}

TEST_CASE("another key of the same name is found by its binder", "[wide]") {
  const auto ours = client_side();
  const auto theirs = server_side(imported<server_psk>(bob, alice, as_bytes("another key of 128 bits")));
  pair_of_ours p{client<tls>(ours, imported<client_psk>(alice, bob)), server<tls>(theirs)};
  CHECK(endings(p) == std::pair(errc::peer_alert, errc::binder_mismatch));
  CHECK(p.c.alert_received() == AlertDescription::decrypt_error);
}

TEST_CASE("a key that is used as it is isn't taken for the one that it was imported from (RFC 9258, 5.2)", "[wide]") {
  // Somebody gives an external key the name, and even the octets, of an imported one: the binder's label differs.
  const client_psk psk = imported<client_psk>(alice, bob);
  const auto octets = psk.key(linked_backend{}, sha256);
  REQUIRE(octets);
  const auto ours = client_side(suites(suite_list(usual_suite())));
  const auto theirs = server_side(imported<server_psk>(bob, alice));
  if (crypto::find<linked_backend>(usual_suite())->hash != sha256) return;
  auto in_disguise = external_psk::create(psk.identity(sha256).view(), octets->expose());
  REQUIRE(in_disguise);
  pair_of_ours p{client<tls>(ours, std::move(*in_disguise)), server<tls>(theirs)};
  CHECK(endings(p) == std::pair(errc::peer_alert, errc::binder_mismatch));
}

TEST_CASE("a server has several imported keys", "[wide]") {
  server_config config;
  const bytes other = as_bytes("another key");
  const auto named = [&](auto kind, bytes which, bytes own, bytes peer) {
    using psk = decltype(kind)::type;
    return std::move(*psk::create(which, key, {.own = own, .peer = peer}));
  };
  REQUIRE(config.imported_psks.push(named(std::type_identity<server_psk>{}, other, bob, alice)));
  const auto theirs = server_side(imported<server_psk>(bob, alice), std::move(config));
  const auto ours = client_side();
  for (bytes which : {other, name}) {
    pair_of_ours p{client<tls>(ours, named(std::type_identity<client_psk>{}, which, alice, bob)), server<tls>(theirs)};
    p.run();
    CHECK(p.both_connected());
  }
}

TEST_CASE("RFC 9258, 4: a server's key that was imported serves for nothing else", "[wide]") {
  server_config config;
  REQUIRE(config.imported_psks.push(imported<server_psk>(bob, alice)));
  REQUIRE(config.psks.push(std::move(*external_psk::create(as_bytes("by another name"), key))));
  const auto made = server_context<tls>::create(std::move(config));
  REQUIRE_FALSE(made);
  CHECK(made.error() == error{errc::config_psk_invalid, "imported_psks"});
}

TEST_CASE("without a suite of TLS 1.3 an imported key makes no connection, and nothing is sent", "[wide]") {
  client_config config;
  config.versions = version_list(ProtocolVersion::tls12);
  const auto ours = client_side(std::move(config));
  client<tls> c(ours, imported<client_psk>(alice, bob));
  (void)c.start(constant::noon);
  CHECK(c.failure().code == errc::config_no_cipher_suite);
  CHECK(c.outgoing().empty());
}
