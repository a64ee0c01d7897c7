// What a server of either version gives out to be resumed, and whether it still holds when it comes back.
#pragma once
#include "cxtls/handshake/hello/server/parameters.hpp"
#include "cxtls/session/lifetime.hpp"

namespace cxtls {

namespace hello::server {
// What a session store called a ticket.
struct TicketName {
  bytes name{};
};
}  // namespace hello::server
template <>
inline constexpr auto wire<hello::server::TicketName> =
    Struct(Field<&hello::server::TicketName::name>(PrefixedBytes(u8, {.min = 1, .max = hello::max_forgettable})));

namespace hello {

namespace server {

// What a session of this connection rests on, all but its keys. Nothing: its time would be over at once.
template <class S, class Identity>
constexpr result<std::optional<session>> session_without_key(Identity const& client, ProtocolVersion version,
                                                             CipherSuite suite, ServerContext<S> const& c) {
  session s;
  s.version = version;
  s.cipher_suite = suite;
  s.issued_at = c.now;
  s.authenticated_at = client.authenticated_at;
  s.expires_at = c.now + c.settings->ticket_lifetime;
  // A chain of resumptions doesn't outlive what it rests on: seven days since a full handshake (RFC 8446, 4.6.1), or the
  // client's certificate.
  const unix_time last = client.authenticated_at + max_ticket_lifetime;
  if (last < s.expires_at) s.expires_at = last;
  if (const unix_time until = client.authenticated_until; until != unix_time{} && until < s.expires_at)
    s.expires_at = until;
  if (s.expires_at <= c.now) return std::optional<session>{};
  s.server_name = *c.info.server_name;
  if (c.info.alpn_protocol) s.alpn_protocol = *c.info.alpn_protocol;
  s.policy = c.settings->policy;
  if (c.info.own_certificate_type) s.server_certificate_type = *c.info.own_certificate_type;
  s.peer_signature_scheme = client.signature_scheme;
  auto chain = c.chain.duplicate();
  if (!chain) return chain.error();
  s.client_certificates = std::move(*chain);
  s.client_certificate_type = c.client_certificate_type;
  s.authenticated_until = client.authenticated_until;
  return std::optional<session>(std::move(s));
}

// What we gave out, to be forgotten if the connection breaks; nothing where that can't be.
template <class S>
constexpr status remember_ticket(bytes ticket, ServerContext<S>& c) {
  if (ticket.size() > max_forgettable) return done{};
  std::uint8_t octets[1 + max_forgettable];
  const auto name = build(TicketName{ticket}, octets);
  if (!name || !c.forgettable.append(*name)) return errc::out_of_memory;
  return done{};
}

// Would the client still take what it knows us by?
template <class X>
constexpr bool still_takes(session const& s, basic_client_hello<X> const& hello) {
  const auto takes = find<ServerCertTypeOffer>(hello.extensions);
  return takes ? takes->server_certificate_types.contains(s.server_certificate_type)
               : s.server_certificate_type == CertificateType::X509;
}

template <class S>
constexpr result<bool> chain_still_good(session const& s, ServerContext<S> const& c) {
  if (!c.settings->reverify_on_resume || s.client_certificates.empty()) return true;
  return static_cast<bool>(verify_chain<S>(s.client_certificates, s.client_certificate_type, c));
}

// What the session stands for is this connection's, too. Errors: out_of_memory.
template <class S>
constexpr status take_over(session const& s, ServerContext<S>& c) {
  auto chain = s.client_certificates.duplicate();
  if (!chain) return chain.error();
  c.chain = std::move(*chain);
  c.info.own_certificate_type = s.server_certificate_type;
  c.client_certificate_type = s.client_certificate_type;
  if (!c.chain.empty()) c.info.peer_certificate_type = s.client_certificate_type;
  if (s.peer_signature_scheme != SignatureScheme{}) c.info.peer_signature_scheme = s.peer_signature_scheme;
  return done{};
}

}  // namespace server

template <class S>
constexpr void ServerContext<S>::failed() {
  if (settings->sessions == nullptr) return;
  for (bytes rest = forgettable.view(); !rest.empty();) {
    const auto one = parse_prefix<server::TicketName>(rest);
    if (!one) break;
    settings->sessions->forget(one.value.name);
    rest = rest.subspan(one.size);
  }
  forgettable.release();
}

}  // namespace hello
}  // namespace cxtls
