// What a TLS 1.2 server sends, message by message.
#pragma once
#include "cxtls/handshake/hello/server/parameters.hpp"
#include "cxtls/handshake/hello/server/sessions.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/outgoing_extensions.hpp"
#include "cxtls/handshake/own_signature.hpp"
#include "cxtls/handshake/tls12/any_certificate.hpp"
#include "cxtls/handshake/tls12/server/transitions.hpp"

namespace cxtls::tls12::server {

template <class S>
constexpr bool gives_sessions(ServerContext<S> const& c) {
  return c.settings->sessions != nullptr && c.settings->tickets > 0;
}

// Everything but the session ID. Errors: random_failed.
template <class S>
constexpr result<Parameters> begin_parameters(auto const& hello, crypto::tls12::suite_info const* suite,
                                              ServerContext<S>& c) {
  Parameters p{.suite = suite, .ticket_follows = c.takes_tickets && gives_sessions<S>(c)};
  p.randoms.client = hello.random;
  if (!c.backend().random(p.randoms.server)) return errc::random_failed;
  // RFC 8446, 4.1.3: "TLS 1.3 servers which negotiate TLS 1.2 or below in response to a ClientHello MUST set the last 8
  // bytes of their Random value specially in their ServerHello."
  if (c.settings->accepted.versions.contains(ProtocolVersion::tls13))
    copy(downgrade_to_tls12, p.randoms.server.data() + p.randoms.server.size() - downgrade_to_tls12.size());
  c.info.cipher_suite = suite->id;
  return p;
}

// What the client asks to see along with our certificate.
constexpr EvidenceWanted evidence_wanted(auto const& hello) {
  const auto staple = find<CertificateStatusRequest>(hello.extensions);
  return {.ocsp_staple = staple && std::holds_alternative<OCSPStatusRequest>(staple->request),
          .signed_certificate_timestamps = find<SignedCertificateTimestampRequest>(hello.extensions).has_value()};
}

// Without a credential: of a resumed session. Each extension answers one of the client's, but renegotiation_info may
// answer a cipher suite.
template <class S>
constexpr status write_server_hello(auto const& hello, Parameters const& p,
                                    own_credential<typename S::backend> const* own, buffer& out, ServerContext<S>& c) {
  using X = typename S::extensions;
  outgoing_extensions<in::tls12_server_hello, X> extensions;
  // RFC 5746, 3.6: "The server MUST include an empty "renegotiation_info" extension in the ServerHello message."
  extensions.add(RenegotiationInfo{});
  extensions.add(ExtendedMasterSecret{});
  const ECPointFormat formats[] = {ECPointFormat::uncompressed};
  if (find<ECPointFormatList>(hello.extensions)) extensions.add(ECPointFormatList{formats});
  // RFC 6066, 3: "When resuming a session, the server MUST NOT include a server_name extension in the server hello."
  if (own != nullptr && !c.info.server_name->empty()) extensions.add(ServerNameAcknowledged{});
  hello::server::say_certificate_types<S>(extensions, own == nullptr, c);
  const ProtocolName chosen[] = {{c.info.alpn()}};
  if (c.info.alpn_protocol) extensions.add(ProtocolNameList{chosen});
  if (p.ticket_follows) extensions.add(SessionTicketAcknowledged{});
  if (const status s = hello::server::say_record_size_limit<S>(extensions, ProtocolVersion::tls12, c); !s) return s;
  const EvidenceWanted wanted = evidence_wanted(hello);
  if (own != nullptr && wanted.ocsp_staple && !own->ocsp_response.empty()) extensions.add(StatusRequestAcknowledged{});
  if (own != nullptr && wanted.signed_certificate_timestamps && !own->signed_certificate_timestamps.empty())
    extensions.add(*parse<SignedCertificateTimestampList>(own->signed_certificate_timestamps.view()));
  extensions.add_own(c.own);
  basic_server_hello<X> message;
  message.random = p.randoms.server;
  message.session_id = p.id.view();
  message.cipher_suite = p.suite->id;
  message.extensions = extensions.view();
  return append_message(message, out);
}

// What we want of the client: RFC 5246, 7.4.4. ecdsa_sign is for EdDSA's keys, too (RFC 8422, 5.5).
template <class S>
constexpr status write_certificate_request(buffer& out, ServerContext<S> const& c) {
  const ClientCertificateType types[] = {ClientCertificateType::ecdsa_sign, ClientCertificateType::rsa_sign};
  const auto names = hello::server::authority_names<S>(c);
  return append_message(CertificateRequest{types, c.settings->accepted.signature_schemes.view(), names.view()}, out);
}

// Sends a message as it is, and remembers it.
template <class Point, class S, class Last, class Message>
constexpr result<Transcript<S, Point>> say(Transcript<S, Last>&& transcript, Message const& what, ServerContext<S>& c) {
  buffer message;
  if (const status s = append_message(what, message); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  return std::move(transcript).template add<Point>(message.view());
}

// Certificate, and the staple that the client asked for: RFC 6066, 8.
template <class S>
constexpr auto say_certificate(Transcript<S, after::ServerHello>&& transcript,
                               own_credential<typename S::backend> const& own, auto const& hello, ServerContext<S>& c)
    -> result<Transcript<S, after::CertificateStatus>> {
  buffer message;
  if (const status s = append_certificate(&own, message); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  auto shown = std::move(transcript).template add<after::ServerCertificate>(message.view());
  if (!evidence_wanted(hello).ocsp_staple || own.ocsp_response.empty())
    return std::move(shown).template skip<after::CertificateStatus>();
  return say<after::CertificateStatus, S>(std::move(shown), CertificateStatus{OCSPResponse{own.ocsp_response.view()}},
                                          c);
}

// Only for an observer that SeesKeys: RFC 9850, 2.
template <class S>
constexpr void log_master(crypto::tls12::master_secret const& master, ServerContext<S>& c) {
  if constexpr (SeesKeys<decltype(c.observer)>) c.log_key("CLIENT_RANDOM", master.expose());
}

// The client's ChangeCipherSpec may come.
template <class S>
constexpr status expect_client_keys(Parameters const& p, crypto::tls12::master_secret const& master,
                                    ServerContext<S>& c) {
  auto keys = master.keys(c.backend(), p.randoms);
  if (!keys) return keys.error();
  return c.out.add(expect_change_cipher_spec<crypto::sender::client>{std::move(keys->client)});
}

// The session as the client can resume it. Nothing: its time would be over at once.
template <class S>
constexpr result<std::optional<session>> session_of(Parameters const& p, crypto::tls12::master_secret const& master,
                                                    ClientIdentity const& client, ServerContext<S> const& c) {
  auto s = hello::server::session_without_key<S>(client, ProtocolVersion::tls12, p.suite->id, c);
  if (!s || !*s) return s;
  (*s)->psk = crypto::hash_secret::of(master.expose());
  return s;
}

// NewSessionTicket, if it was promised. RFC 5077, 3.3: "If the server determines that it does not want to include a ticket
// after it has included the SessionTicket extension in the ServerHello, then it sends a zero-length ticket".
template <class Point, class S, class Last>
constexpr result<Transcript<S, Point>> say_ticket(Transcript<S, Last>&& transcript, Parameters const& p,
                                                  crypto::tls12::master_secret const& master,
                                                  ClientIdentity const& client, ServerContext<S>& c) {
  if (!p.ticket_follows) return std::move(transcript).template skip<Point>();
  const auto s = session_of<S>(p, master, client, c);
  if (!s) return s.error();
  buffer ticket;
  NewSessionTicket message;
  if (*s && c.settings->sessions->issue(**s, c.now, ticket) && !ticket.empty()) {
    message.ticket_lifetime_hint = static_cast<std::uint32_t>((*s)->expires_at.seconds - c.now.seconds);
    message.ticket = ticket.view();
    ++c.tickets_sent;
    if (const status kept = hello::server::remember_ticket<S>(ticket.view(), c); !kept) return kept.error();
  }
  return say<Point, S>(std::move(transcript), message, c);
}

// ChangeCipherSpec and Finished.
template <class Point, class S, class Last>
constexpr result<Transcript<S, Point>> say_finished(Transcript<S, Last>&& transcript, Parameters const& p,
                                                    crypto::tls12::master_secret const& master, ServerContext<S>& c) {
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  const auto verify_data = master.server_finished(c.backend(), *hash);
  if (!verify_data) return verify_data.error();
  auto keys = master.keys(c.backend(), p.randoms);
  if (!keys) return keys.error();
  if (const status s = c.out.add(change_cipher_spec<crypto::sender::server>{std::move(keys->server)}); !s)
    return s.error();
  buffer message;
  if (const status s = append_message(Finished{verify_data->octets}, message); !s) return s.error();
  if (const status s = c.out.send(epoch::application, message.view()); !s) return s.error();
  return std::move(transcript).template add<Point>(message.view());
}

}  // namespace cxtls::tls12::server
