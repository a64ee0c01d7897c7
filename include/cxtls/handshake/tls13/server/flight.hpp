// What a server sends in its flight, message by message: ServerHello, EncryptedExtensions, CertificateRequest,
// Certificate, Finished.
#pragma once
#include "cxtls/handshake/hello/select.hpp"
#include "cxtls/handshake/hello/server/parameters.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/tls13/compressed_certificate.hpp"
#include "cxtls/handshake/tls13/server/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13::server {

// After ServerHello and EncryptedExtensions.
template <class S>
struct Opened {
  crypto::transcript<typename S::backend, after::EncryptedExtensions> transcript;
  HandshakeKeys<typename S::backend> keys;
};

// The client's share of the group, and our answer to it.
template <class S>
constexpr result<crypto::encapsulated> exchange_keys(Hello<S> const& hello, mutable_bytes out,
                                                     ServerContext<S> const& c) {
  const auto shares = find<KeyShareClientHello>(hello.parsed().extensions);
  for (KeyShareEntry const& share : shares->client_shares)
    if (share.group == hello.group) return crypto::encapsulate(c.backend(), hello.group, share.key_exchange, out);
  return errc::key_exchange_failed;
}

template <class S>
constexpr status write_server_hello(Hello<S> const& hello, bytes share, std::optional<std::uint16_t> selected_identity,
                                    buffer& out, ServerContext<S> const& c) {
  using X = typename S::extensions;
  outgoing_extensions<in::server_hello, X> extensions;
  extensions.add(SelectedVersion{ProtocolVersion::tls13});
  extensions.add(KeyShareServerHello{{hello.group, share}});
  if (selected_identity) extensions.add(SelectedPsk{*selected_identity});
  extensions.add_own(c.own);
  basic_server_hello<X> message;
  if (!c.backend().random(message.random)) return errc::random_failed;
  const auto theirs = hello.parsed();
  message.legacy_session_id_echo = theirs.legacy_session_id;
  message.cipher_suite = hello.suite->id;
  message.extensions = extensions.view();
  return append_message(message, out);
}

template <class S>
constexpr status write_encrypted_extensions(buffer& out, bool resumes, ServerContext<S>& c) {
  using X = typename S::extensions;
  outgoing_extensions<in::encrypted_extensions, X> extensions;
  // RFC 6066, 3: a server "that receives a client hello containing the "server_name" extension MAY use the information
  // ... In this event, the server SHALL include an extension of type "server_name" in the ... server hello."
  if (!resumes && !c.info.server_name->empty()) extensions.add(ServerNameAcknowledged{});
  hello::server::say_certificate_types<S>(extensions, resumes, c);
  const ProtocolName chosen[] = {{c.info.alpn()}};
  if (c.info.alpn_protocol) extensions.add(ProtocolNameList{chosen});
  if (const status s = hello::server::say_record_size_limit<S>(extensions, ProtocolVersion::tls13, c); !s) return s;
  if (c.info.early_data_accepted == true) extensions.add(EarlyDataIndication{});
  extensions.add_own(c.own);
  basic_encrypted_extensions<X> message;
  message.extensions = extensions.view();
  return append_message(message, out);
}

// ServerHello, the handshake keys, EncryptedExtensions. Uses up the hello's transcript, not its message.
template <class S>
constexpr result<Opened<S>> say_hello(Hello<S>& hello, crypto::early_secret<typename S::backend>&& early,
                                      std::optional<std::uint16_t> selected_identity, ServerContext<S>& c) {
  typename S::backend const& b = c.backend();
  std::array<std::uint8_t, crypto::max_share_size> octets;
  const auto exchanged = exchange_keys<S>(hello, octets, c);
  if (!exchanged) return exchanged.error();
  buffer message;
  if (const status s = write_server_hello<S>(hello, exchanged->response, selected_identity, message, c); !s)
    return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  c.info.version = ProtocolVersion::tls13;
  c.info.cipher_suite = hello.suite->id;
  c.info.group = hello.group;

  auto transcript = [&] {
    if (hello.retry) return std::move(*hello.retry).template add<after::ClientHello>(hello.message.view());
    return crypto::early_transcript::begin_with(b, hello.suite->hash, hello.message.view());
  }();
  auto greeted = std::move(transcript).template add<after::ServerHello>(message.view());
  const auto hash = greeted.hash();
  if (!hash) return hash.error();
  auto keys = derive_handshake_keys(hello.suite, std::move(early), exchanged->secret, *hash, c);
  if (!keys) return keys.error();
  if (const status s = c.out.install(*hello.suite, copy_of(keys->server)); !s) return s.error();
  // The client goes on with early data, if it is taken, and changes keys at EndOfEarlyData.
  if (c.info.early_data_accepted != true)
    if (const status s = c.out.install(*hello.suite, copy_of(keys->client)); !s) return s.error();

  message.clear();
  if (const status s = write_encrypted_extensions<S>(message, selected_identity.has_value(), c); !s) return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  return Opened<S>{std::move(greeted).template add<after::EncryptedExtensions>(message.view()), std::move(*keys)};
}

template <class S>
constexpr status write_certificate_request(buffer& out, ServerContext<S> const& c) {
  using X = typename S::extensions;
  outgoing_extensions<in::certificate_request, X> extensions;
  extensions.add(SignatureAlgorithms{c.settings->accepted.signature_schemes.view()});
  if (auto const& schemes = c.settings->accepted.certificate_schemes; !schemes.empty())
    extensions.add(SignatureAlgorithmsCert{schemes.view()});
  auto const& compressions = c.settings->accepted.certificate_compressions;
  if (!compressions.empty()) extensions.add(CertificateCompressionAlgorithms{compressions.view()});
  auto const& delegated = c.settings->accepted.delegated_schemes;
  if (!delegated.empty()) extensions.add(DelegatedCredentialSchemes{delegated.view()});
  const auto names = hello::server::authority_names<S>(c);
  if (!names.empty()) extensions.add(CertificateAuthoritiesExtension{names.view()});
  const auto filters = hello::server::oid_filters<S>(c);
  if (!filters.empty()) extensions.add(OIDFilterExtension{filters.view()});
  extensions.add_own(c.own);
  return append_message(basic_certificate_request<X>{{}, extensions.view()}, out);
}

// The chain, and in the leaf's entry what the client asked for.
template <class S, class Last>
constexpr auto say_certificate(crypto::transcript<typename S::backend, Last>&& transcript,
                               own_credential<typename S::backend> const& own,
                               own_delegation<typename S::backend> const* delegation,
                               basic_client_hello<typename S::extensions> const& hello, ServerContext<S>& c)
    -> result<crypto::transcript<typename S::backend, after::ServerCertificate>> {
  const auto staple = find<CertificateStatusRequest>(hello.extensions);
  const EvidenceWanted wanted{
      .ocsp_staple = staple && std::holds_alternative<OCSPStatusRequest>(staple->request),
      .signed_certificate_timestamps = find<SignedCertificateTimestampRequest>(hello.extensions).has_value()};
  buffer message;
  if (const status s = append_certificate({}, &own, delegation, wanted, c.own, message); !s) return s.error();
  if constexpr (compresses_certificates<typename S::policy>)
    if (const auto theirs = find<CertificateCompressionAlgorithms>(hello.extensions))
      if (const status s = compress_certificate<own_certificate_compressions<typename S::policy>>(
              select_common(c.settings->accepted.certificate_compressions, theirs->algorithms), message);
          !s)
        return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  return std::move(transcript).template add<after::ServerCertificate>(message.view());
}

// What we want of the client, if anything, and the chain.
template <class S>
constexpr auto say_request_and_certificate(
    crypto::transcript<typename S::backend, after::EncryptedExtensions>&& transcript,
    own_credential<typename S::backend> const& own, own_delegation<typename S::backend> const* delegation,
    basic_client_hello<typename S::extensions> const& hello, ServerContext<S>& c)
    -> result<crypto::transcript<typename S::backend, after::ServerCertificate>> {
  if (c.settings->clients == client_authentication::off)
    return say_certificate<S>(std::move(transcript), own, delegation, hello, c);
  buffer message;
  if (const status s = write_certificate_request<S>(message, c); !s) return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  c.info.certificate_requested = true;
  return say_certificate<S>(std::move(transcript).template add<after::CertificateRequest>(message.view()), own,
                            delegation, hello, c);
}

// Finished, and the keys that follow it: the server may write at once (half-RTT data), the client has still to finish.
template <class S, class Last>
constexpr auto finish_flight(crypto::transcript<typename S::backend, Last>&& transcript,
                             HandshakeKeys<typename S::backend>&& keys, ServerContext<S>& c)
    -> result<FlightSent<S, after::ServerFinished>> {
  auto finished = send_finished<after::ServerFinished>(keys.server, std::move(transcript), c);
  if (!finished) return finished.error();
  const auto all = finished->hash();
  if (!all) return all.error();
  auto main = derive_main_keys(keys.suite, std::move(keys.schedule), *all, c);
  if (!main) return main.error();
  if (const status s = c.out.install(*main->suite, copy_of(main->server)); !s) return s.error();
  return FlightSent<S, after::ServerFinished>{std::move(*finished), std::move(keys.client), std::move(*main)};
}

}  // namespace cxtls::tls13::server
