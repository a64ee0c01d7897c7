// The TLS 1.2 server's handlers for what the client sends after our flight: Certificate, ClientKeyExchange,
// CertificateVerify.
#pragma once
#include "cxtls/handshake/tls12/server/flight.hpp"
#include "cxtls/handshake/verdict.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::tls12 {

namespace server {

// After ClientKeyExchange.
template <class S>
struct Exchanged {
  Transcript<S, after::ClientKeyExchange> transcript;
  crypto::tls12::master_secret master;
};

// RFC 7627, 4: the session hash is of all messages "up to and including the ClientKeyExchange message".
template <class S>
constexpr result<Exchanged<S>> exchange_keys(Transcript<S, after::ClientCertificate>&& transcript, Parameters const& p,
                                             crypto::any_key_exchange<typename S::backend>&& key,
                                             received<ClientKeyExchange> m, ServerContext<S>& c) {
  const auto premaster = key.decapsulate(c.backend(), m.message.exchange_keys.ecdh_Yc.point);
  if (!premaster) return premaster.error();
  auto next = std::move(transcript).template add<after::ClientKeyExchange>(m.raw);
  const auto session_hash = next.hash();
  if (!session_hash) return session_hash.error();
  auto master = crypto::tls12::master_secret::extended(c.backend(), *p.suite, *premaster, *session_hash);
  if (!master) return master.error();
  log_master<S>(*master, c);
  return Exchanged<S>{std::move(next), std::move(*master)};
}

}  // namespace server

template <class S>
constexpr auto Server<S>::on(server::WaitCertificate<S>&& state, received<AnyCertificate> m, context& c)
    -> Next<server::WaitClientKeyExchange<S>, server::WaitAnonymousKeyExchange<S>> {
  auto transcript = std::move(state.transcript).template add<after::ClientCertificate>(m.raw);
  if (m.message.certificate.empty()) {
    // RFC 5246, 7.4.6: "If the client does not send any certificates, the server MAY at its discretion either continue the
    // handshake without client authentication, or respond with a fatal handshake_failure alert."
    if (c.settings->clients == client_authentication::required) return errc::client_certificate_missing;
    return server::WaitAnonymousKeyExchange<S>{std::move(transcript), state.parameters, std::move(state.key)};
  }
  if (const status s = keep_certificates(m, c.client_certificate_type, c.chain); !s) return s.error();
  c.info.peer_certificate_type = c.client_certificate_type;
  return server::WaitClientKeyExchange<S>{std::move(transcript), state.parameters, std::move(state.key)};
}

template <class S>
constexpr auto Server<S>::on(server::WaitAnonymousKeyExchange<S>&& state, received<ClientKeyExchange> m, context& c)
    -> Next<server::WaitChangeCipherSpec<S>> {
  auto next = server::exchange_keys<S>(std::move(state.transcript), state.parameters, std::move(state.key), m, c);
  if (!next) return next.error();
  if (const status s = server::expect_client_keys<S>(state.parameters, next->master, c); !s) return s.error();
  return server::WaitChangeCipherSpec<S>{std::move(next->transcript).template skip<after::CertificateVerify>(),
                                         state.parameters,
                                         std::move(next->master),
                                         {.authenticated_at = c.now}};
}

// The keys are known, but the client proves first who it is: a ChangeCipherSpec before that is refused.
template <class S>
constexpr auto Server<S>::on(server::WaitClientKeyExchange<S>&& state, received<ClientKeyExchange> m, context& c)
    -> Next<server::WaitCertificateVerify<S>> {
  auto next = server::exchange_keys<S>(std::move(state.transcript), state.parameters, std::move(state.key), m, c);
  if (!next) return next.error();
  return server::WaitCertificateVerify<S>{std::move(next->transcript), state.parameters, std::move(next->master)};
}

template <class S>
constexpr auto Server<S>::on(server::WaitCertificateVerify<S>&& state, received<CertificateVerify> m, context& c)
    -> Next<server::AwaitVerification<S>> {
  if (!offered(c.settings->accepted.signature_schemes, m.message.algorithm)) return errc::signature_scheme_not_offered;
  const auto key = hello::server::client_key<S>(c.chain, c.client_certificate_type);
  if (!key) return key.error();
  const auto content = state.transcript.certificate_verify_content();
  if (!content) return content.error();
  const auto signature =
      SignatureVerified::check_tls12(c.backend(), m.message.algorithm, *key, *content, m.message.signature);
  if (!signature) return signature.error();
  c.info.peer_signature_scheme = signature->scheme();

  auto chain = hello::server::verify_chain<S>(c.chain, c.client_certificate_type, c);
  if (!chain) return chain.error();
  const unix_time until = chain->valid_until();
  return server::AwaitVerification<S>{std::move(state.transcript).template add<after::CertificateVerify>(m.raw),
                                      state.parameters,
                                      std::move(state.master),
                                      {.proof = server::ClientAuthenticated{*signature, std::move(*chain)},
                                       .authenticated_at = c.now,
                                       .authenticated_until = until,
                                       .signature_scheme = signature->scheme()}};
}

template <class S>
constexpr auto Server<S>::ask(server::AwaitVerification<S> const&, context& c) -> answer<Verified> {
  return verdict<S>(c);
}

template <class S>
constexpr auto Server<S>::on(server::AwaitVerification<S>&& state, Verified const&, context& c)
    -> Next<server::WaitChangeCipherSpec<S>> {
  if (const status s = server::expect_client_keys<S>(state.parameters, state.master, c); !s) return s.error();
  return server::WaitChangeCipherSpec<S>{std::move(state.transcript), state.parameters, std::move(state.master),
                                         std::move(state.client)};
}

}  // namespace cxtls::tls12
