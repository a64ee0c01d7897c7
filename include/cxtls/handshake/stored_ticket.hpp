// A client's ticket as octets, for who keeps it longer than a process lives. They are as secret as a private key.
#pragma once
#include <array>

#include "cxtls/handshake/ticket.hpp"

namespace cxtls {

// Octets of an encoded ticket: its name and the server's certificates, each of which came in one message.
inline constexpr std::size_t max_stored_ticket = std::size_t{256} * 1024;

namespace detail {

// Another layout gets another number: a ticket of one that we don't know is none.
inline constexpr std::uint8_t ticket_format = 1;

enum class peer_kind : std::uint8_t { dns = 1, ip = 2, pins = 3 };

// A ticket as it is encoded; everything views.
struct ticket_octets {
  std::uint8_t format = ticket_format;
  ProtocolVersion version{};
  std::uint8_t by_session_id = 0;
  CipherSuite cipher_suite{};
  bytes identity{};
  bytes psk{};
  std::uint32_t ticket_age_add = 0;
  std::uint32_t max_early_data_size = 0;
  std::int64_t received_at = 0;  // seconds
  std::int64_t expires_at = 0;
  std::uint8_t kind = 0;  // of the peer: a peer_kind
  bytes peer{};           // a name, an address, or pins one after another
  policy_id policy{};
  std::int64_t authenticated_until = 0;
  SignatureScheme peer_signature_scheme{};
  list<session_certificate> peer_certificates{};
  CertificateType peer_certificate_type{};
  bytes ocsp_response{};
  bytes signed_certificate_timestamps{};
  bytes alpn_protocol{};
};

}  // namespace detail

template <>
inline constexpr auto wire<detail::ticket_octets> = SizeAtMost(
    max_stored_ticket,
    Struct(Field<&detail::ticket_octets::format>(OneOf<detail::ticket_format>(u8)),
           Field<&detail::ticket_octets::version>(
               OneOf<ProtocolVersion::tls13, ProtocolVersion::tls12>(wire<ProtocolVersion>)),
           Field<&detail::ticket_octets::by_session_id>(OneOf<0, 1>(u8)),
           Field<&detail::ticket_octets::cipher_suite>(wire<CipherSuite>),
           Field<&detail::ticket_octets::identity>(PrefixedBytes(u16, {.min = 1})),
           Field<&detail::ticket_octets::psk>(PrefixedBytes(u8, {.min = 1, .max = crypto::max_hash_size})),
           Field<&detail::ticket_octets::ticket_age_add>(u32), Field<&detail::ticket_octets::max_early_data_size>(u32),
           Field<&detail::ticket_octets::received_at>(detail::seconds),
           Field<&detail::ticket_octets::expires_at>(detail::seconds),
           Field<&detail::ticket_octets::kind>(OneOf<1, 2, 3>(u8)),
           Field<&detail::ticket_octets::peer>(PrefixedBytes(u16, {.min = 1, .max = 32 * pinned_keys::capacity})),
           Field<&detail::ticket_octets::policy>(Bytes<32>),
           Field<&detail::ticket_octets::authenticated_until>(detail::seconds),
           Field<&detail::ticket_octets::peer_signature_scheme>(wire<SignatureScheme>),
           Field<&detail::ticket_octets::peer_certificates>(TLSPrefixedArray<detail::session_certificate>(u24)),
           Field<&detail::ticket_octets::peer_certificate_type>(wire<CertificateType>),
           Field<&detail::ticket_octets::ocsp_response>(PrefixedBytes(u24)),
           Field<&detail::ticket_octets::signed_certificate_timestamps>(PrefixedBytes(u16)),
           Field<&detail::ticket_octets::alpn_protocol>(PrefixedBytes(u8))));

namespace detail {

constexpr result<cxtls::identity> stored_peer(peer_kind kind, bytes octets) {
  if (kind == peer_kind::dns) {
    auto name = dns_name::parse_octets(octets);
    if (!name) return name.error();
    return cxtls::identity(*std::move(name));
  }
  if (kind == peer_kind::ip) {
    std::array<std::uint8_t, 16> address{};
    if (octets.size() != 4 && octets.size() != 16) return errc::length_out_of_range;
    copy(octets, address.data());
    if (octets.size() == 4)
      return cxtls::identity(ip_address(std::array{address[0], address[1], address[2], address[3]}));
    return cxtls::identity(ip_address(address));
  }
  bounded<spki_pin, pinned_keys::capacity> pins;
  if (octets.size() % sizeof(spki_pin) != 0) return errc::length_out_of_range;
  for (; !octets.empty(); octets = octets.subspan(sizeof(spki_pin))) {
    spki_pin pin{};
    copy(octets.first(pin.size()), pin.data());
    if (!pins.push(pin)) return errc::length_out_of_range;
  }
  return cxtls::identity(pinned_keys(pins));
}

}  // namespace detail

// Appends to `out`; after an error that is as it was. Errors: out_of_memory, length_out_of_range.
constexpr status encode(ticket const& t, buffer& out) {
  const detail::session_certificates chain(t.peer_certificates);
  bounded<std::uint8_t, sizeof(spki_pin) * pinned_keys::capacity> peer;
  auto kind = detail::peer_kind::pins;
  if (auto const* name = std::get_if<dns_name>(&t.peer)) {
    kind = detail::peer_kind::dns;
    for (std::uint8_t octet : name->view()) (void)peer.push(octet);
  } else if (auto const* address = std::get_if<ip_address>(&t.peer)) {
    kind = detail::peer_kind::ip;
    for (std::uint8_t octet : address->view()) (void)peer.push(octet);
  } else {
    for (spki_pin const& pin : std::get_if<pinned_keys>(&t.peer)->pins())
      for (std::uint8_t octet : pin) (void)peer.push(octet);
  }
  const detail::ticket_octets all{.version = t.version,
                                  .by_session_id = t.by_session_id,
                                  .cipher_suite = t.cipher_suite,
                                  .identity = t.identity.view(),
                                  .psk = t.psk.expose(),
                                  .ticket_age_add = t.ticket_age_add,
                                  .max_early_data_size = t.max_early_data_size,
                                  .received_at = t.received_at.seconds,
                                  .expires_at = t.expires_at.seconds,
                                  .kind = static_cast<std::uint8_t>(kind),
                                  .peer = peer.view(),
                                  .policy = t.policy,
                                  .authenticated_until = t.authenticated_until.seconds,
                                  .peer_signature_scheme = t.peer_signature_scheme,
                                  .peer_certificates = chain.view(),
                                  .peer_certificate_type = t.peer_certificate_type,
                                  .ocsp_response = t.ocsp_response.view(),
                                  .signed_certificate_timestamps = t.signed_certificate_timestamps.view(),
                                  .alpn_protocol = t.alpn_protocol.view()};
  return detail::append_octets(all, out);
}

// Total: any octets are a ticket or an error. What it may be used for, the connection decides as for any other. Errors: those
// of parse(), certificate_chain_too_long, config_name_invalid, out_of_memory.
constexpr result<ticket> decode_ticket(bytes in) {
  const auto all = parse<detail::ticket_octets>(in);
  if (!all) return all.error();
  auto peer = detail::stored_peer(static_cast<detail::peer_kind>(all->kind), all->peer);
  if (!peer) return peer.error();
  ticket t{.identity = {},
           .psk = crypto::hash_secret::of(all->psk),
           .cipher_suite = all->cipher_suite,
           .ticket_age_add = all->ticket_age_add,
           .max_early_data_size = all->max_early_data_size,
           .received_at = {all->received_at},
           .expires_at = {all->expires_at},
           .peer = *std::move(peer),
           .policy = all->policy,
           .authenticated_until = {all->authenticated_until},
           .peer_signature_scheme = all->peer_signature_scheme,
           .peer_certificate_type = all->peer_certificate_type,
           .version = all->version,
           .by_session_id = all->by_session_id == 1};
  if (!t.identity.append(all->identity) || !t.ocsp_response.append(all->ocsp_response) ||
      !t.signed_certificate_timestamps.append(all->signed_certificate_timestamps))
    return errc::out_of_memory;
  for (std::uint8_t octet : all->alpn_protocol) (void)t.alpn_protocol.push(octet);
  if (const status added = detail::add_all(all->peer_certificates, t.peer_certificates); !added) return added.error();
  return t;
}

}  // namespace cxtls
