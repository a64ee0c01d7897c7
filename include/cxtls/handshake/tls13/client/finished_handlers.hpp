// The client's handlers from the server's Finished to its own: the last flight.
#pragma once
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"

namespace cxtls::tls13 {

namespace client {

// Our Finished, and the keys that follow it. The types admit a transcript only at a point where a Finished may stand.
template <class S, class Last>
constexpr auto finish(crypto::transcript<typename S::backend, Last>&& transcript, LastFlight<S>&& flight,
                      ClientContext<S>& c) -> result<Connected<S>> {
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  const auto verify_data = flight.client_handshake.finished(c.backend(), *hash);
  if (!verify_data) return verify_data.error();
  buffer message;
  if (const status s = append_message(Finished{verify_data->view()}, message); !s) return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  if (const status s = c.out.install(*flight.keys.suite, copy_of(flight.keys.client)); !s) return s.error();
  const auto all = std::move(transcript).template add<after::ClientFinished>(message.view()).hash();
  if (!all) return all.error();
  auto resumption = flight.keys.schedule.resumption(c.backend(), *all);
  if (!resumption) return resumption.error();
  return Connected<S>{{flight.keys.suite, std::move(flight.keys.client), std::move(flight.keys.server)},
                      std::move(flight.keys.exporter),
                      std::move(*resumption),
                      std::move(flight.peer),
                      flight.finished};
}

// Our Certificate message: the chain if we can sign, else an empty list (RFC 8446, 4.4.2).
template <class S>
constexpr status write_certificate(CertificateWanted const& wanted, buffer& out, ClientContext<S>& c) {
  using X = typename S::extensions;
  bounded<basic_certificate_entry<X>, x509::max_peer_certificates> entries;
  bounded<extension_in<in::certificate, X>, 2> of_leaf;
  if (wanted.choice) {
    auto const& own = c.settings->credentials[wanted.choice->index];
    for (bytes der : own.chain().certificates())
      if (!entries.push({.cert_data = der})) return errc::certificate_chain_too_long;
    const auto add = [&](auto const& body) {
      extension_in<in::certificate, X> e;
      replace(e.extension_data, body);
      (void)of_leaf.push(e);
    };
    // RFC 8446, 4.4.2.1: only what the CertificateRequest asked for.
    if (wanted.ocsp_staple && !own.ocsp_response.empty())
      add(CertificateStatus{OCSPResponse{own.ocsp_response.view()}});
    if (wanted.signed_certificate_timestamps && !own.signed_certificate_timestamps.empty())
      add(*parse<SignedCertificateTimestampList>(own.signed_certificate_timestamps.view()));
    entries[0].extensions = of_leaf.view();
    c.info.own_certificate = wanted.choice->index;
  }
  return append_message(basic_certificate<X>{wanted.certificate_request_context.view(), entries.view()}, out);
}

// Errors: those of FinishedVerified::check, backend_failed.
template <class B, class Last>
constexpr result<FinishedVerified> check_finished(B const& b, server_handshake_secret const& secret,
                                                  crypto::transcript<B, Last> const& before, Finished const& theirs) {
  const auto hash = before.hash();
  if (!hash) return hash.error();
  const auto expected = secret.finished(b, *hash);
  if (!expected) return expected.error();
  return FinishedVerified::check<B>(*expected, theirs.verify_data);
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

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::WaitFinished<S>&& state, received<Finished> m, context& c)
    -> Next<client::AwaitSignature<S>, client::Connected<S>> {
  const auto finished = client::check_finished(c.backend(), state.keys.server, state.transcript, m.message);
  if (!finished) return finished.error();

  auto transcript = std::move(state.transcript).template add<after::ServerFinished>(m.raw);
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  auto flight = client::last_flight<S>(std::move(state.keys), std::move(state.peer), *finished, *hash, c);
  if (!flight) return flight.error();
  if (!state.wanted) {
    auto connected = client::finish<S>(std::move(transcript), std::move(*flight), c);
    if (!connected) return connected.error();
    return std::move(*connected);
  }

  buffer certificate;
  if (const status s = client::write_certificate<S>(*state.wanted, certificate, c); !s) return s.error();
  if (const status s = c.out.send(epoch::handshake, certificate.view()); !s) return s.error();
  auto shown = std::move(transcript).template add<after::ClientCertificate>(certificate.view());
  if (!state.wanted->choice) {
    auto connected = client::finish<S>(std::move(shown), std::move(*flight), c);
    if (!connected) return connected.error();
    return std::move(*connected);
  }
  const auto point = shown.hash();
  if (!point) return point.error();
  return client::AwaitSignature<S>{std::move(shown), std::move(*flight), *state.wanted->choice,
                                   client_signed_content(*point)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitResumedFinished<S>&& state, received<Finished> m, context& c)
    -> Next<client::Connected<S>> {
  const auto finished = client::check_finished(c.backend(), state.keys.server, state.transcript, m.message);
  if (!finished) return finished.error();
  auto transcript = std::move(state.transcript).template add<after::ServerFinished>(m.raw);
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  auto flight = client::last_flight<S>(std::move(state.keys), state.psk, *finished, *hash, c);
  if (!flight) return flight.error();
  auto connected = client::finish<S>(std::move(transcript), std::move(*flight), c);
  if (!connected) return connected.error();
  return std::move(*connected);
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitSignature<S> const& state, context& c) -> answer<Signature> {
  auto const* own = c.settings->credentials[state.choice.index].at_hand();
  if (own == nullptr) return machine::pending;
  std::array<std::uint8_t, crypto::max_signature_size> octets;
  const auto size = own->key().sign(c.backend(), state.choice.scheme, state.content.view(), octets);
  if (!size) return size.error();
  Signature signature;
  for (std::uint8_t octet : bytes(octets).first(*size)) (void)signature.octets.push(octet);
  return signature;
}

template <class S>
constexpr auto Client<S>::on(client::AwaitSignature<S>&& state, Signature const& signature, context& c)
    -> Next<client::Connected<S>> {
  buffer message;
  if (const status s = append_message(CertificateVerify{state.choice.scheme, signature.octets.view()}, message); !s)
    return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  c.info.own_signature_scheme = state.choice.scheme;
  auto connected =
      client::finish<S>(std::move(state.transcript).template add<after::ClientCertificateVerify>(message.view()),
                        std::move(state.flight), c);
  if (!connected) return connected.error();
  return std::move(*connected);
}

}  // namespace cxtls::tls13
