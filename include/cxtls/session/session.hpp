// What a server remembers of a connection, so that a later one can resume it, and that as octets.
#pragma once
#include <array>

#include "cxtls/base/clock.hpp"
#include "cxtls/crypto/hkdf.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/tls12/secrets.hpp"
#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls {

// Which rules admitted the peer: differs when the trust anchors, the profile, the client-authentication mode or our own
// configuration differ (CVE-2025-68121, CVE-2025-23048, CVE-2025-23419).
using policy_id = std::array<std::uint8_t, 32>;

// Octets of an encoded session. A ticket made of it travels in one NewSessionTicket, of which BoringSSL's clients take
// 16384 octets, and comes back in a ClientHello; what is missing to 16 KiB is room for the rest of those two. A session
// that is larger, because its client has a long chain, gets no ticket.
inline constexpr std::size_t max_session_size = std::size_t{15} * 1024;

// Owned, move-only, wiped.
struct session {
  ProtocolVersion version = ProtocolVersion::tls13;  // or tls12; resumed under no other
  CipherSuite cipher_suite{};  // its hash is the PSK's
  crypto::hash_secret psk{0};  // of TLS 1.2: the master secret, always an extended one (RFC 7627)
  unix_time issued_at{};
  unix_time expires_at{};  // never later than the client certificate's end
  unix_time authenticated_at{};  // of the full handshake that all this rests on
  std::uint32_t ticket_age_add = 0;
  std::uint32_t max_early_data_size = 0;  // octets; 0: none is taken
  bounded<std::uint8_t, 255> server_name{};  // as the client said it; empty: it didn't
  bounded<std::uint8_t, 255> alpn_protocol{};
  policy_id policy{};
  CertificateType server_certificate_type = CertificateType::X509;  // what the client authenticated us by
  SignatureScheme peer_signature_scheme{};  // 0: the client wasn't authenticated
  x509::certificate_list client_certificates{};
  CertificateType client_certificate_type = CertificateType::X509;
  unix_time authenticated_until{};  // first notAfter of the client's chain; 0: not authenticated

  // Appends to `out`; after an error that is as it was. Errors: out_of_memory, length_out_of_range (over
  // max_session_size), unknown_value (no such version), rule_broken (a suite of the other version or unknown in TLS 1.3, or
  // a PSK of another length than its).
  constexpr status encode(buffer& out) const;
  // Total: any octets are a session or an error. Errors: those of parse(), certificate_chain_too_long, out_of_memory.
  static constexpr result<session> decode(bytes in);
};

namespace detail {

// Another layout gets another number: a session of one that we don't know is none.
inline constexpr std::uint8_t session_format = 4;

inline constexpr UInt_<std::int64_t, 8> seconds{};

struct session_certificate {
  bytes der{};
};

// A session as it is encoded; everything views.
struct session_octets {
  std::uint8_t format = session_format;
  ProtocolVersion version{};
  CipherSuite cipher_suite{};
  bytes psk{};
  std::int64_t issued_at = 0;  // seconds
  std::int64_t expires_at = 0;
  std::int64_t authenticated_at = 0;
  std::uint32_t ticket_age_add = 0;
  std::uint32_t max_early_data_size = 0;
  bytes server_name{};
  bytes alpn_protocol{};
  policy_id policy{};
  CertificateType server_certificate_type{};
  SignatureScheme peer_signature_scheme{};
  list<session_certificate> client_certificates{};
  CertificateType client_certificate_type{};
  std::int64_t authenticated_until = 0;
};

// A suite of TLS 1.3 and a PSK as long as its hash (RFC 8446, 4.6.1: the PSK is an output of HKDF-Expand-Label of
// Hash.length octets), or another suite and a master secret. Which suites TLS 1.2 has, its handlers know: they aren't in
// every program. Which ones a backend adds, it alone knows: such a PSK is as long as some hash, and whether as that of its
// suite is asked where the session is resumed.
constexpr bool psk_fits_suite(session_octets const& s) {
  for (crypto::suite_info const& row : crypto::suite_table)
    if (row.id == s.cipher_suite)
      return s.version != ProtocolVersion::tls12 && s.psk.size() == crypto::hash_size(row.hash);
  if (s.version == ProtocolVersion::tls12) return s.psk.size() == crypto::tls12::master_secret_size;
  return crypto::hash_of_size(s.psk.size()).has_value();
}

}  // namespace detail

template <>
inline constexpr auto wire<detail::session_certificate> =
    Struct(Field<&detail::session_certificate::der>(PrefixedBytes(u16, {.min = 1})));
template <>
inline constexpr auto wire<detail::session_octets> = SizeAtMost(
    max_session_size,
    Where(
        Struct(Field<&detail::session_octets::format>(OneOf<detail::session_format>(u8)),
               Field<&detail::session_octets::version>(
                   OneOf<ProtocolVersion::tls13, ProtocolVersion::tls12>(wire<ProtocolVersion>)),
               Field<&detail::session_octets::cipher_suite>(wire<CipherSuite>),
               Field<&detail::session_octets::psk>(PrefixedBytes(u8, {.min = 1, .max = crypto::max_hash_size})),
               Field<&detail::session_octets::issued_at>(detail::seconds),
               Field<&detail::session_octets::expires_at>(detail::seconds),
               Field<&detail::session_octets::authenticated_at>(detail::seconds),
               Field<&detail::session_octets::ticket_age_add>(u32),
               Field<&detail::session_octets::max_early_data_size>(u32),
               Field<&detail::session_octets::server_name>(PrefixedBytes(u8)),
               Field<&detail::session_octets::alpn_protocol>(PrefixedBytes(u8)),
               Field<&detail::session_octets::policy>(Bytes<32>),
               Field<&detail::session_octets::server_certificate_type>(wire<CertificateType>),
               Field<&detail::session_octets::peer_signature_scheme>(wire<SignatureScheme>),
               Field<&detail::session_octets::client_certificates>(TLSPrefixedArray<detail::session_certificate>(u16)),
               Field<&detail::session_octets::client_certificate_type>(wire<CertificateType>),
               Field<&detail::session_octets::authenticated_until>(detail::seconds)),
        detail::psk_fits_suite));

namespace detail {
constexpr bool push_all(bytes from, bounded<std::uint8_t, 255>& to) {
  for (std::uint8_t octet : from)
    if (!to.push(octet)) return false;
  return true;
}
// Certificates as they are encoded; views of those in the list.
class session_certificates {
 public:
  constexpr explicit session_certificates(x509::certificate_list const& of) : size_(of.size()) {
    for (std::size_t i = 0; i < size_; ++i) all_[i].der = of[i];
  }
  constexpr std::span<const session_certificate> view() const { return std::span(all_).first(size_); }

 private:
  std::array<session_certificate, x509::max_peer_certificates> all_{};
  std::size_t size_;
};
// Errors: as of add().
constexpr status add_all(list<session_certificate> const& from, x509::certificate_list& to) {
  for (session_certificate const& certificate : from)
    if (const status added = to.add(certificate.der); !added) return added;
  return done{};
}
// Appends to `out`; after an error that is as it was. Errors: out_of_memory, and what the descriptor refuses.
template <class T>
constexpr status append_octets(T const& value, buffer& out) {
  const auto size = measure(value);
  if (!size) return size.error();
  const std::size_t before = out.size();
  if (!out.resize(before + *size)) return errc::out_of_memory;
  const auto built = build(value, out.edit().subspan(before));
  if (built) return done{};
  (void)out.resize(before);
  return built.error();
}
}  // namespace detail

constexpr status session::encode(buffer& out) const {
  const detail::session_certificates chain(client_certificates);
  const detail::session_octets all{.version = version,
                                   .cipher_suite = cipher_suite,
                                   .psk = psk.expose(),
                                   .issued_at = issued_at.seconds,
                                   .expires_at = expires_at.seconds,
                                   .authenticated_at = authenticated_at.seconds,
                                   .ticket_age_add = ticket_age_add,
                                   .max_early_data_size = max_early_data_size,
                                   .server_name = server_name.view(),
                                   .alpn_protocol = alpn_protocol.view(),
                                   .policy = policy,
                                   .server_certificate_type = server_certificate_type,
                                   .peer_signature_scheme = peer_signature_scheme,
                                   .client_certificates = chain.view(),
                                   .client_certificate_type = client_certificate_type,
                                   .authenticated_until = authenticated_until.seconds};
  return detail::append_octets(all, out);
}

constexpr result<session> session::decode(bytes in) {
  const auto all = parse<detail::session_octets>(in);
  if (!all) return all.error();
  session s{.version = all->version,
            .cipher_suite = all->cipher_suite,
            .psk = crypto::hash_secret::of(all->psk),
            .issued_at = {all->issued_at},
            .expires_at = {all->expires_at},
            .authenticated_at = {all->authenticated_at},
            .ticket_age_add = all->ticket_age_add,
            .max_early_data_size = all->max_early_data_size,
            .policy = all->policy,
            .server_certificate_type = all->server_certificate_type,
            .peer_signature_scheme = all->peer_signature_scheme,
            .client_certificate_type = all->client_certificate_type,
            .authenticated_until = {all->authenticated_until}};
  if (!detail::push_all(all->server_name, s.server_name) || !detail::push_all(all->alpn_protocol, s.alpn_protocol))
    return errc::length_out_of_range;
  if (const status added = detail::add_all(all->client_certificates, s.client_certificates); !added)
    return added.error();
  return s;
}

}  // namespace cxtls
