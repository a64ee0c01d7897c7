// What a client of either version holds against its server: the protocol that it chose, its certificates, the session that
// stands for them.
#pragma once
#include "cxtls/handshake/hello/client/context.hpp"
#include "cxtls/protocol/extension/alpn.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::hello::client {

// RFC 7301, 3.1: the server's list "MUST contain exactly one "ProtocolName"", and it must be one of ours.
template <class S>
constexpr status accept_alpn(ProtocolNameList const& theirs, ClientContext<S>& c) {
  if (theirs.protocol_name_list.size() != 1) return errc::alpn_not_single;
  const bytes name = c.settings->offered.alpn.find(theirs.protocol_name_list.front().name);
  if (name.empty()) return errc::alpn_not_offered;
  auto& kept = c.info.alpn_protocol.emplace();
  for (std::uint8_t octet : name) (void)kept.push(octet);
  return done{};
}

// The built-in checks of the server's certificates, with today's anchors and clock.
template <class S>
constexpr result<x509::verified_chain> verify_chain(ClientContext<S> const& c) {
  if (!c.peer) return errc::psk_not_selected;  // certificates don't stand for an external key
  return x509::verify_server(c.backend(), c.settings->profile, c.settings->trust, c.chain.all().view(), *c.peer, c.now);
}

// What the session stands for is this connection's, too.
template <class S>
constexpr void take_over(ticket& session, ClientContext<S>& c) {
  c.chain = std::move(session.peer_certificates);
  c.ocsp_response = std::move(session.ocsp_response);
  c.signed_certificate_timestamps = std::move(session.signed_certificate_timestamps);
  c.info.peer_signature_scheme = session.peer_signature_scheme;
}

// What a ticket is bound to: this connection's server, as it was authenticated. Errors: out_of_memory.
template <class S>
constexpr status bind_ticket(ticket& t, ClientContext<S> const& c) {
  auto certificates = c.chain.duplicate();
  if (!certificates) return certificates.error();
  t.peer_certificates = std::move(*certificates);
  if (!t.ocsp_response.append(c.ocsp_response.view()) ||
      !t.signed_certificate_timestamps.append(c.signed_certificate_timestamps.view()))
    return errc::out_of_memory;
  t.policy = c.settings->policy;
  if (c.info.peer_signature_scheme) t.peer_signature_scheme = *c.info.peer_signature_scheme;
  if (c.info.alpn_protocol) t.alpn_protocol = *c.info.alpn_protocol;
  return done{};
}

}  // namespace cxtls::hello::client
