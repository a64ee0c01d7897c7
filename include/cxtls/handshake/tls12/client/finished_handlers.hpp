// The TLS 1.2 client's handlers from ServerHelloDone to the server's Finished: the key exchange, our flight, and the answer
// to it.
#pragma once
#include "cxtls/handshake/tls12/client/authentication_handlers.hpp"

namespace cxtls::tls12 {

namespace client {

template <class S>
struct Exchanged {
  Transcript<S, after::ClientKeyExchange> transcript;
  crypto::tls12::master_secret master;
};

// Our half of the key exchange, and the master secret. The server's share came first, so that ours is the answer.
// Errors: key_share_invalid, key_exchange_failed, backend_failed, out_of_memory.
template <class S, class Last>
constexpr result<Exchanged<S>> exchange_keys(Transcript<S, Last>&& before, Parameters const& parameters,
                                             ServerShare const& share, ClientContext<S>& c) {
  std::array<std::uint8_t, crypto::max_response_size> room{};
  const auto ours = crypto::encapsulate(c.backend(), share.group, share.point.view(), room);
  if (!ours) return ours.error();
  buffer message;
  if (const status s = append_message(ClientKeyExchange{{{ours->response}}}, message); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  auto transcript = std::move(before).template add<after::ClientKeyExchange>(message.view());
  const auto session_hash = transcript.hash();
  if (!session_hash) return session_hash.error();
  auto master = crypto::tls12::master_secret::extended(c.backend(), *parameters.suite, ours->secret, *session_hash);
  if (!master) return master.error();
  log_master_secret(*master, c);
  return Exchanged<S>{std::move(transcript), std::move(*master)};
}

// ChangeCipherSpec and Finished; then the server's may come. An ID alone makes the session one that can be resumed. To: a
// Next with WaitTicket and WaitChangeCipherSpec.
template <class S, class To, class Last>
constexpr To finish(Transcript<S, Last>&& before, Parameters&& parameters, crypto::tls12::master_secret&& master,
                    CertificateAccepted&& peer, ClientContext<S>& c) {
  auto keys = master.keys(c.backend(), parameters.randoms);
  if (!keys) return keys.error();
  auto transcript = send_finished<after::ClientFinished>(master, std::move(keys->client), std::move(before), c);
  if (!transcript) return transcript.error();
  if (const status s = c.out.add(expect_change_cipher_spec<crypto::sender::server>{std::move(keys->server)}); !s)
    return s.error();
  if (parameters.ticket_follows)
    return WaitTicket<S>{std::move(*transcript), std::move(parameters), std::move(master), std::move(peer)};
  NextSession next{.by_session_id = true};
  if (!next.identity.append(parameters.id.view())) return errc::out_of_memory;
  return WaitChangeCipherSpec<S>{std::move(*transcript).template skip<after::NewSessionTicket>(), std::move(parameters),
                                 std::move(master), std::move(peer), std::move(next)};
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::WaitRequestOrDone<S>&& state, received<ServerHelloDone> m, context& c)
    -> Next<client::WaitTicket<S>, client::WaitChangeCipherSpec<S>> {
  auto exchanged = client::exchange_keys<S>(std::move(state.transcript).template add<after::ServerHelloDone>(m.raw),
                                            state.parameters, state.share, c);
  if (!exchanged) return exchanged.error();
  using To = Next<client::WaitTicket<S>, client::WaitChangeCipherSpec<S>>;
  return client::finish<S, To>(std::move(exchanged->transcript), std::move(state.parameters),
                               std::move(exchanged->master), std::move(state.peer), c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitServerHelloDone<S>&& state, received<ServerHelloDone> m, context&)
    -> Next<client::AwaitCredential<S>> {
  return client::AwaitCredential<S>{std::move(state.transcript).template add<after::ServerHelloDone>(m.raw),
                                    std::move(state.parameters), state.share, std::move(state.peer),
                                    std::move(state.wanted)};
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitCredential<S> const& state, context& c) -> answer<ClientCredentialChoice> {
  if (c.settings->ask_application_for_credential) return machine::pending;
  const auto asked = state.wanted.parsed();
  return hello::client::choose_from_settings<S>(client::request_of<S>(asked, c), client::scheme_for(asked), c);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitCredential<S>&& state, ClientCredentialChoice const& choice, context& c)
    -> Next<client::AwaitSignature<S>, client::WaitTicket<S>, client::WaitChangeCipherSpec<S>> {
  const auto asked = state.wanted.parsed();
  const auto chosen =
      hello::client::chosen_credential<S>(choice, client::request_of<S>(asked, c), client::scheme_for(asked), c);
  if (!chosen) return chosen.error();
  buffer certificate;
  if (const status s = append_certificate(chosen->own, certificate); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, certificate.view()); !s) return s.error();
  auto exchanged =
      client::exchange_keys<S>(std::move(state.transcript).template add<after::ClientCertificate>(certificate.view()),
                               state.parameters, state.share, c);
  if (!exchanged) return exchanged.error();
  if (chosen->own != nullptr)
    return client::AwaitSignature<S>{std::move(exchanged->transcript),
                                     std::move(state.parameters),
                                     std::move(exchanged->master),
                                     std::move(state.peer),
                                     chosen->own,
                                     chosen->scheme};
  using To = Next<client::AwaitSignature<S>, client::WaitTicket<S>, client::WaitChangeCipherSpec<S>>;
  return client::finish<S, To>(std::move(exchanged->transcript), std::move(state.parameters),
                               std::move(exchanged->master), std::move(state.peer), c);
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitSignature<S> const& state, context& c) -> answer<Signature> {
  const auto content = state.transcript.certificate_verify_content();
  if (!content) return content.error();
  return sign(c.backend(), *state.credential, state.scheme, *content);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitSignature<S>&& state, Signature const& signature, context& c)
    -> Next<client::WaitTicket<S>, client::WaitChangeCipherSpec<S>> {
  buffer message;
  if (const status s = append_message(CertificateVerify{state.scheme, signature.octets.view()}, message); !s)
    return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  c.info.own_signature_scheme = state.scheme;
  using To = Next<client::WaitTicket<S>, client::WaitChangeCipherSpec<S>>;
  return client::finish<S, To>(std::move(state.transcript).template add<after::CertificateVerify>(message.view()),
                               std::move(state.parameters), std::move(state.master), std::move(state.peer), c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitTicket<S>&& state, received<NewSessionTicket> m, context&)
    -> Next<client::WaitChangeCipherSpec<S>> {
  client::NextSession next{.by_session_id = true};
  if (!next.identity.append(state.parameters.id.view())) return errc::out_of_memory;
  if (const status s = client::keep_ticket(m.message, next); !s) return s.error();
  return client::WaitChangeCipherSpec<S>{std::move(state.transcript).template add<after::NewSessionTicket>(m.raw),
                                         std::move(state.parameters), std::move(state.master), std::move(state.peer),
                                         std::move(next)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitChangeCipherSpec<S>&& state, received<ChangeCipherSpec>, context&)
    -> Next<client::WaitFinished<S>> {
  return client::WaitFinished<S>{std::move(state.transcript), std::move(state.parameters), std::move(state.master),
                                 std::move(state.peer), std::move(state.next)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitFinished<S>&& state, received<Finished> m, context& c)
    -> Next<client::Connected<S>> {
  const auto finished = client::check_finished(c.backend(), state.master, state.transcript, m.message);
  if (!finished) return finished.error();
  const unix_time until = state.peer.chain.valid_until();
  if (const status s = client::offer_session<S>(std::move(state.next), state.master, until, until, c); !s)
    return s.error();
  return client::Connected<S>{state.master.exporter(state.parameters.randoms), std::move(state.peer), *finished};
}

}  // namespace cxtls::tls12
