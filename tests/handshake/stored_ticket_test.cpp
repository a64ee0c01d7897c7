#include "cxtls/handshake/stored_ticket.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cxtls {
namespace {

// With something in every member.
ticket sample(identity peer) {
  const std::uint8_t psk[32] = {1, 2, 3};
  const std::uint8_t some[] = {7, 8, 9};
  ticket t{.identity = {},
           .psk = crypto::hash_secret::of(psk),
           .cipher_suite = CipherSuite::TLS_AES_128_GCM_SHA256,
           .ticket_age_add = 0x01020304,
           .max_early_data_size = 77,
           .received_at = {1000},
           .expires_at = {2000},
           .peer = std::move(peer),
           .policy = {5, 6},
           .authenticated_until = {3000},
           .peer_signature_scheme = SignatureScheme::ed25519,
           .peer_certificate_type = CertificateType::RawPublicKey};
  REQUIRE(t.identity.append(some));
  REQUIRE(t.ocsp_response.append(some));
  REQUIRE(t.signed_certificate_timestamps.append(bytes(some).first(2)));
  REQUIRE(t.peer_certificates.add(some));
  REQUIRE(t.peer_certificates.add(bytes(some).first(1)));
  REQUIRE(t.alpn_protocol.push('h'));
  return t;
}
bool same(ticket const& a, ticket const& b) {
  // Naming every member makes one that is added a compile error here.
  auto const& [name, psk, suite, add, early, received, expires, peer, policy, until, scheme, chain, type, ocsp, scts,
               alpn, version, by_id] = a;
  return equal(name.view(), b.identity.view()) && equal(psk.expose(), b.psk.expose()) && suite == b.cipher_suite &&
         add == b.ticket_age_add && early == b.max_early_data_size && received == b.received_at &&
         expires == b.expires_at && peer == b.peer && policy == b.policy && until == b.authenticated_until &&
         scheme == b.peer_signature_scheme && chain == b.peer_certificates && type == b.peer_certificate_type &&
         equal(ocsp.view(), b.ocsp_response.view()) && equal(scts.view(), b.signed_certificate_timestamps.view()) &&
         alpn == b.alpn_protocol && version == b.version && by_id == b.by_session_id;
}

const identity peers[] = {identity(dns_name{"server.example"}), identity(ip_address{"192.0.2.1"}),
                          identity(ip_address{"2001:db8::1"}), identity(pinned_keys(spki_pin{1}, spki_pin{2}))};

TEST_CASE("a ticket comes back from its octets as it was, whoever the peer is") {
  for (identity const& peer : peers) {
    ticket t = sample(peer);
    buffer octets;
    REQUIRE(encode(t, octets));
    const auto again = decode_ticket(octets.view());
    REQUIRE(again);
    CHECK(same(t, *again));
    t.version = ProtocolVersion::tls12;
    t.by_session_id = true;
    octets.clear();
    REQUIRE(encode(t, octets));
    const auto older = decode_ticket(octets.view());
    REQUIRE(older);
    CHECK(same(t, *older));
  }
}

TEST_CASE("octets of a ticket that are cut off, or followed by more, are none") {
  buffer octets;
  REQUIRE(encode(sample(peers[0]), octets));
  for (std::size_t n = 0; n < octets.size(); ++n) CHECK_FALSE(decode_ticket(octets.view().first(n)));
  const std::uint8_t more[] = {0};
  REQUIRE(octets.append(more));
  CHECK_FALSE(decode_ticket(octets.view()));
}

TEST_CASE("a ticket of another format, or for a peer that is none, is refused") {
  buffer octets;
  REQUIRE(encode(sample(peers[0]), octets));
  const auto with = [&](std::size_t at, std::uint8_t octet) {
    buffer changed;
    REQUIRE(changed.append(octets.view()));
    changed.edit()[at] = octet;
    return decode_ticket(changed.view());
  };
  CHECK(with(0, 2).error().code == errc::unknown_value);
  // The first letter of the name stands where the octets first say it.
  std::size_t name = 0;
  while (as_text(octets.view().subspan(name, 14)) != "server.example") ++name;
  CHECK(with(name, '_').error().code == errc::config_name_invalid);
  CHECK(with(name - 3, 2).error().code == errc::length_out_of_range);  // an address of 14 octets
  CHECK(with(name - 3, 3).error().code == errc::length_out_of_range);  // pins, of 32 octets each
  CHECK(with(name - 3, 4).error().code == errc::unknown_value);
}

TEST_CASE("what is no ticket that could be stored isn't appended") {
  ticket t = sample(peers[0]);
  t.identity.clear();
  buffer octets;
  CHECK(encode(t, octets).error().code == errc::length_out_of_range);
  CHECK(octets.empty());
}

}  // namespace
}  // namespace cxtls
