#include "cxtls/session/session.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "sample.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using test::obeys_the_laws;

namespace {
// By hand, from the layout: format, version, suite, PSK, three times, age add, early data, name, protocol, policy, scheme, certificates, end.
constexpr auto encoded =
    verbs::octets(4, 0x03, 0x04, 0x13, 0x01,  //
                  32, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,  //
                  17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,  //
                  0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  //
                  0xaa, 0xbb, 0xcc, 0xdd, 0, 0, 0x38, 0, 2, 'a', 0, 2, 'h', '2',  //
                  0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,  //
                  0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22,  //
                  2, 0x08, 0x07, 0, 7, 0, 2, 0x30, 0, 0, 1, 0x31, 2, 0, 0, 0, 0, 0, 0, 0x02, 0);

constexpr bool decodes() {
  const auto s = session::decode(encoded);
  const auto octets = [](auto... o) { return std::array<std::uint8_t, sizeof...(o)>{static_cast<std::uint8_t>(o)...}; };
  return s && s->version == ProtocolVersion::tls13 && s->cipher_suite == CipherSuite::TLS_AES_128_GCM_SHA256 &&
         equal(s->psk.expose(), sample::psk) && s->issued_at == unix_time{5} && s->expires_at == unix_time{256} &&
         s->authenticated_at == unix_time{-1} && s->ticket_age_add == 0xaabbccdd && s->max_early_data_size == 14336 &&
         equal(s->server_name.view(), octets('a', 0)) && equal(s->alpn_protocol.view(), octets('h', '2')) &&
         s->policy[0] == 0x11 && s->policy[31] == 0x22 && s->server_certificate_type == CertificateType::RawPublicKey &&
         s->client_certificate_type == CertificateType::RawPublicKey &&
         s->peer_signature_scheme == SignatureScheme::ed25519 && s->client_certificates.size() == 2 &&
         equal(s->client_certificates[0], octets(0x30, 0)) && equal(s->client_certificates[1], octets(0x31)) &&
         s->authenticated_until == unix_time{512};
}
constexpr bool encodes_again() {
  const auto s = session::decode(encoded);
  buffer out;
  return s && out.append(sample::psk) && s->encode(out) && out.size() == 32 + encoded.size() &&
         equal(out.view().subspan(32), encoded) && equal(out.view().first(32), sample::psk);
}
constexpr errc encoding_refusal(session const& s) {
  buffer out;
  if (!out.append(sample::psk)) return errc::last_;
  const status encoded_s = s.encode(out);
  if (encoded_s) return errc::none;
  return equal(out.view(), sample::psk) ? encoded_s.error().code : errc::last_;
}
constexpr errc decoding_refusal(bytes in) {
  const auto s = session::decode(in);
  return s ? errc::none : s.error().code;
}
constexpr session with(CipherSuite suite, std::size_t psk_size) {
  session s = sample::lasting(60);
  s.cipher_suite = suite;
  s.psk = crypto::hash_secret(psk_size);
  return s;
}
constexpr session of_tls12(CipherSuite suite, std::size_t psk_size) {
  session s = with(suite, psk_size);
  s.version = ProtocolVersion::tls12;
  return s;
}
}  // namespace

TEST_CASE("P7: an encoded session obeys the laws of wire formats") {
  obeys_the_laws<detail::session_octets, encoded>();
}

TEST_CASE("P7: a session carries suite, times, name, protocol, policy and the client's chain, and they come back") {
  BOTH(decodes());
  BOTH(encodes_again());
}

TEST_CASE("119: a server name with a zero octet is another name than the one before the zero") {
  const auto s = session::decode(encoded);
  REQUIRE(s);
  const bounded<std::uint8_t, 255> shorter(std::uint8_t{'a'});
  CHECK_FALSE(s->server_name == shorter);
}

TEST_CASE("a session of a layout that we don't know is none") {
  auto other = encoded;
  for (std::uint8_t format : {std::uint8_t{0}, std::uint8_t{3}, std::uint8_t{5}, std::uint8_t{255}}) {
    other[0] = format;
    CHECK(decoding_refusal(other) == errc::unknown_value);
  }
}

TEST_CASE("a session's PSK is as long as the hash of its suite; of a suite of a backend's own, as some hash") {
  using enum CipherSuite;
  BOTH(encoding_refusal(with(TLS_AES_128_GCM_SHA256, 32)) == errc::none);
  BOTH(encoding_refusal(with(TLS_AES_256_GCM_SHA384, 48)) == errc::none);
  BOTH(encoding_refusal(with(TLS_AES_256_GCM_SHA384, 32)) == errc::rule_broken);
  BOTH(encoding_refusal(with(TLS_AES_128_GCM_SHA256, 48)) == errc::rule_broken);
  BOTH(encoding_refusal(with(TLS_AES_128_GCM_SHA256, 0)) == errc::rule_broken);
  BOTH(encoding_refusal(with(TLS_AES_128_CCM_SHA256, 32)) == errc::none);
  BOTH(encoding_refusal(with(TLS_AES_128_CCM_SHA256, 48)) == errc::none);
  BOTH(encoding_refusal(with(TLS_AES_128_CCM_SHA256, 31)) == errc::rule_broken);
  BOTH(encoding_refusal(of_tls12(CipherSuite{0xc0ac}, 48)) == errc::none);
  BOTH(encoding_refusal(of_tls12(CipherSuite{0xc0ac}, 32)) == errc::rule_broken);
  auto sha384 = encoded;
  sha384[4] = 0x02;
  CHECK(decoding_refusal(sha384) == errc::rule_broken);
}

TEST_CASE("a session of TLS 1.2 has a suite of TLS 1.2 and a master secret of 48 octets, and comes back as one") {
  using enum CipherSuite;
  BOTH(encoding_refusal(of_tls12(TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 48)) == errc::none);
  BOTH(encoding_refusal(of_tls12(TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, 48)) == errc::none);
  BOTH(encoding_refusal(of_tls12(TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 32)) == errc::rule_broken);
  BOTH(encoding_refusal(of_tls12(TLS_AES_256_GCM_SHA384, 48)) == errc::rule_broken);
  buffer out;
  REQUIRE(of_tls12(TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, 48).encode(out));
  const auto again = session::decode(out.view());
  REQUIRE(again);
  CHECK(again->version == ProtocolVersion::tls12);
  CHECK(again->cipher_suite == TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);
}

TEST_CASE("a session of another version than TLS 1.2 and 1.3 is none") {
  session s = sample::lasting(60);
  s.version = ProtocolVersion{0x0302};
  CHECK(encoding_refusal(s) == errc::unknown_value);
  auto other = encoded;
  other[2] = 0x02;
  CHECK(decoding_refusal(other) == errc::unknown_value);
  other[2] = 0x03;  // TLS 1.2, with a suite of TLS 1.3
  CHECK(decoding_refusal(other) == errc::rule_broken);
}

TEST_CASE("a session of max_session_size is encoded, and one octet more isn't") {
  const auto empty = [] {
    buffer out;
    REQUIRE(sample::lasting(sample::day).encode(out));
    return out.size();
  }();
  const std::size_t largest = max_session_size - empty - 2;
  CHECK(encoding_refusal(sample::with_certificate(largest)) == errc::none);
  CHECK(encoding_refusal(sample::with_certificate(largest + 1)) == errc::length_out_of_range);
  buffer out;
  REQUIRE(sample::with_certificate(largest).encode(out));
  CHECK(out.size() == max_session_size);
  CHECK(session::decode(out.view()));
}

TEST_CASE("a ticket of the largest session fits a NewSessionTicket that BoringSSL's clients take") {
  // ticket_lifetime, ticket_age_add, ticket_nonce<0..255>, ticket<1..2^16-1>, extensions<0..2^16-2> with early_data
  constexpr std::size_t around = 4 + 4 + 256 + 2 + 2 + 8;
  constexpr std::size_t header_salt_and_tag = 16 + 1 + 32 + 16;
  STATIC_CHECK(max_session_size + header_salt_and_tag + around <= 16384);
}

TEST_CASE("octets with more certificates than a peer may have are no session") {
  session s = sample::lasting(60);
  for (std::size_t i = 0; i < x509::max_peer_certificates; ++i) REQUIRE(s.client_certificates.add(sample::psk));
  buffer out;
  REQUIRE(s.encode(out));
  CHECK(decoding_refusal(out.view()) == errc::none);
  // One more behind the others: the list's length stands before them, type and time after them.
  std::vector<std::uint8_t> more(out.view().begin(), out.view().end());
  const std::size_t size = x509::max_peer_certificates * 34;
  const std::size_t list_at = more.size() - 9 - size;
  REQUIRE((more[list_at - 2] << 8 | more[list_at - 1]) == static_cast<int>(size));
  const std::vector<std::uint8_t> one(more.begin() + static_cast<std::ptrdiff_t>(list_at),
                                      more.begin() + static_cast<std::ptrdiff_t>(list_at + 34));
  more.insert(more.begin() + static_cast<std::ptrdiff_t>(list_at), one.begin(), one.end());
  more[list_at - 2] = static_cast<std::uint8_t>((size + 34) >> 8);
  more[list_at - 1] = static_cast<std::uint8_t>(size + 34);
  CHECK(decoding_refusal(more) == errc::certificate_chain_too_long);
}

TEST_CASE("any octets are a session or an error, and those of a session are the only ones that encode it") {
  std::mt19937 dice(3);
  std::size_t sessions = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::vector<std::uint8_t> in(encoded.begin(), encoded.end());
    for (auto changes = dice() % 4; changes > 0; --changes) in[dice() % in.size()] = static_cast<std::uint8_t>(dice());
    if (dice() % 4 == 0) in.resize(dice() % (in.size() + 1));
    if (dice() % 8 == 0) in.push_back(static_cast<std::uint8_t>(dice()));
    const auto s = session::decode(in);
    if (!s) continue;
    ++sessions;
    buffer again;
    REQUIRE(s->encode(again));
    REQUIRE(equal(again.view(), in));
  }
  CHECK(sessions > 1000);
  CHECK(sessions < 100'000);
}

TEST_CASE("P6: a session that was moved from keeps nothing of its PSK") {
  session s = sample::lasting(60);
  const session moved = std::move(s);
  CHECK(s.psk.size() == 0);  // NOLINT(bugprone-use-after-move)
  CHECK(moved.psk.size() == 32);
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<session>);
}
