// The client's handlers from the server's Finished to its own: the last flight.
#pragma once
#include "cxtls/handshake/hello/select.hpp"
#include "cxtls/handshake/tls13/authenticate.hpp"
#include "cxtls/handshake/tls13/client/authentication_handlers.hpp"
#include "cxtls/handshake/tls13/compressed_certificate.hpp"

namespace cxtls::tls13 {

namespace client {

// Our Finished, and the keys that follow it.
template <class S, class Last>
constexpr auto finish(crypto::transcript<typename S::backend, Last>&& transcript, LastFlight<S>&& flight,
                      ClientContext<S>& c) -> result<Connected<S>> {
  auto finished = send_finished<after::ClientFinished>(flight.client_handshake, std::move(transcript), c);
  if (!finished) return finished.error();
  if (const status s = c.out.install(*flight.keys.suite, copy_of(flight.keys.client)); !s) return s.error();
  const auto all = finished->hash();
  if (!all) return all.error();
  auto resumption = flight.keys.schedule.resumption(c.backend(), *all);
  if (!resumption) return resumption.error();
  return Connected<S>{{flight.keys.suite, std::move(flight.keys.client), std::move(flight.keys.server)},
                      std::move(flight.keys.exporter),
                      std::move(*resumption),
                      std::move(flight.peer),
                      flight.finished};
}

// Everything that the server's Finished completes.
template <class S>
constexpr result<LastFlight<S>> last_flight(HandshakeKeys<typename S::backend>&& handshake, PeerAuthenticated&& peer,
                                            FinishedVerified finished,
                                            crypto::hash_upto<after::ServerFinished> const& hash, ClientContext<S>& c) {
  auto keys = derive_main_keys(handshake.suite, std::move(handshake.schedule), hash, c);
  if (!keys) return keys.error();
  if (const status s = c.out.install(*keys->suite, copy_of(keys->server)); !s) return s.error();
  return LastFlight<S>{std::move(*keys), std::move(handshake.client), std::move(peer), finished};
}

// The server's Finished, checked, and what it completes; then what the client says to it. Of the state, keys and
// transcript are used up.
template <class S, class State, class Then>
constexpr auto on_server_finished(State& state, PeerAuthenticated&& peer, machine::received<Finished> m,
                                  ClientContext<S>& c, Then then)
    -> decltype(then(std::move(state.transcript).template add<after::ServerFinished>(m.raw),
                     std::declval<LastFlight<S>>())) {
  const auto finished = check_finished(c.backend(), state.keys.server, state.transcript, m.message);
  if (!finished) return finished.error();
  auto transcript = std::move(state.transcript).template add<after::ServerFinished>(m.raw);
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  auto flight = last_flight<S>(std::move(state.keys), std::move(peer), *finished, *hash, c);
  if (!flight) return flight.error();
  return then(std::move(transcript), std::move(*flight));
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::WaitFinished<S>&& state, received<Finished> m, context& c)
    -> Next<client::AwaitCredential<S>, client::Connected<S>> {
  using next = Next<client::AwaitCredential<S>, client::Connected<S>>;
  return client::on_server_finished<S>(
      state, std::move(state.peer), m, c, [&](auto&& transcript, client::LastFlight<S>&& flight) -> next {
        if (!state.wanted) return client::finish<S>(std::move(transcript), std::move(flight), c);
        return client::AwaitCredential<S>{std::move(transcript), std::move(flight), std::move(*state.wanted)};
      });
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitCredential<S> const& state, context& c) -> answer<ClientCredentialChoice> {
  if (c.settings->ask_application_for_credential) return machine::pending;
  const auto request = client::request_of<S>(state.wanted.parsed(), c);
  if (!request) return request.error();
  return hello::client::choose_from_settings<S>(*request, client::scheme_for(*request, c.now), c);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitCredential<S>&& state, ClientCredentialChoice const& choice, context& c)
    -> Next<client::AwaitSignature<S>, client::Connected<S>> {
  const auto asked = state.wanted.parsed();
  const auto request = client::request_of<S>(asked, c);
  if (!request) return request.error();
  const auto chosen = hello::client::chosen_credential<S>(choice, *request, client::scheme_for(*request, c.now), c);
  if (!chosen) return chosen.error();
  tls13_signer<typename S::backend> signer{};
  if (chosen->own != nullptr) signer = *signer_for(*chosen->own, *request, c.now);

  buffer certificate;
  const EvidenceWanted evidence{
      .ocsp_staple = find<ClientStatusRequest>(asked.extensions).has_value(),
      .signed_certificate_timestamps = find<SignedCertificateTimestampRequest>(asked.extensions).has_value()};
  if (const status s = append_certificate(asked.certificate_request_context, chosen->own, signer.delegation, evidence,
                                          c.own, certificate);
      !s)
    return s.error();
  if constexpr (compresses_certificates<typename S::policy>)
    if (const auto theirs = find<CertificateCompressionAlgorithms>(asked.extensions); theirs && chosen->own != nullptr)
      if (const status s = compress_certificate<own_certificate_compressions<typename S::policy>>(
              select_common(c.settings->offered.certificate_compressions, theirs->algorithms), certificate);
          !s)
        return s.error();
  if (const status s = c.out.send(epoch::handshake, certificate.view()); !s) return s.error();
  auto shown = std::move(state.transcript).template add<after::ClientCertificate>(certificate.view());
  if (chosen->own == nullptr) {
    return client::finish<S>(std::move(shown), std::move(state.flight), c);
  }
  const auto point = shown.hash();
  if (!point) return point.error();
  return client::AwaitSignature<S>{std::move(shown), std::move(state.flight), chosen->own, signer,
                                   client_signed_content(*point)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitResumedFinished<S>&& state, received<Finished> m, context& c)
    -> Next<client::Connected<S>> {
  return client::on_server_finished<S>(state, state.psk, m, c, [&](auto&& transcript, client::LastFlight<S>&& flight) {
    return client::finish<S>(std::move(transcript), std::move(flight), c);
  });
}

template <class S>
constexpr auto Client<S>::on(client::WaitFinishedAfterEarlyData<S>&& state, received<Finished> m, context& c)
    -> Next<client::Connected<S>> {
  return client::on_server_finished<S>(
      state, state.psk, m, c, [&](auto&& transcript, client::LastFlight<S>&& flight) -> result<client::Connected<S>> {
        // RFC 8446, 4.5: "encrypted under keys derived from the client_early_traffic_secret"; the handshake keys follow
        // it.
        buffer message;
        if (const status s = append_message(EndOfEarlyData{}, message); !s) return s.error();
        if (const status s = c.out.send(epoch::early_data, message.view()); !s) return s.error();
        if (const status s = c.out.install(*flight.keys.suite, copy_of(flight.client_handshake)); !s) return s.error();
        c.early->open = false;
        return client::finish<S>(std::move(transcript).template add<after::EndOfEarlyData>(message.view()),
                                 std::move(flight), c);
      });
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitSignature<S> const& state, context& c) -> answer<Signature> {
  return sign(c.backend(), *state.credential, state.signer, state.content.view());
}

template <class S>
constexpr auto Client<S>::on(client::AwaitSignature<S>&& state, Signature const& signature, context& c)
    -> Next<client::Connected<S>> {
  buffer message;
  if (const status s = append_message(CertificateVerify{state.signer.scheme, signature.octets.view()}, message); !s)
    return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  c.info.own_signature_scheme = state.signer.scheme;
  c.info.own_delegated_credential = state.signer.delegation != nullptr;
  return client::finish<S>(std::move(state.transcript).template add<after::ClientCertificateVerify>(message.view()),
                           std::move(state.flight), c);
}

}  // namespace cxtls::tls13
