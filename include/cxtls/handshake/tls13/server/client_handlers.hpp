// The server's handlers for the client's authentication: Certificate and CertificateVerify.
#pragma once
#include "cxtls/handshake/hello/server/parameters.hpp"
#include "cxtls/handshake/tls13/compressed_certificate.hpp"
#include "cxtls/handshake/tls13/delegated_credential.hpp"
#include "cxtls/handshake/tls13/server/transitions.hpp"
#include "cxtls/handshake/verdict.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::tls13 {

template <class S>
constexpr auto Server<S>::on(server::WaitCertificate<S>&& state, received<Certificate> m, context& c)
    -> Next<server::WaitCertificateVerify<S>, server::WaitFinishedOfAnonymous<S>> {
  // RFC 8446, 4.4.2: "certificate_request_context: If this message is in response to a CertificateRequest, the value of
  // certificate_request_context in that message." Ours is empty.
  if (!m.message.certificate_request_context.empty()) return errc::request_context_mismatch;
  server::FlightSent<S, after::ClientCertificate> next{
      std::move(state.flight.transcript).template add<after::ClientCertificate>(m.raw),
      std::move(state.flight.client_handshake), std::move(state.flight.keys)};
  if (m.message.certificate_list.empty()) {
    if (c.settings->clients == client_authentication::required) return errc::certificate_required;
    return server::WaitFinishedOfAnonymous<S>{std::move(next)};
  }
  if (const error e = check_entries(c.client_certificate_type, m.message.certificate_list)) return e;
  c.info.peer_certificate_type = c.client_certificate_type;
  for (auto const& entry : m.message.certificate_list) {
    // RFC 8446, 4.4.2: "Extensions in the Certificate message from the client MUST correspond to extensions in the
    // CertificateRequest message from the server." Ours asks for delegated credentials, perhaps, and for the application's.
    const auto asked = [&](ExtensionType type) {
      return c.own.template was_sent<in::certificate_request>(type) ||
             (type == ExtensionType::delegated_credential && !c.settings->accepted.delegated_schemes.empty());
    };
    if (error e = check_extensions(entry.extensions, asked)) return e;
    if (c.chain.empty()) {
      if (const status s = keep_delegation<typename S::extensions>(entry.extensions, c.delegated_credential); !s)
        return s.error();
      if (const status s = c.own.keep(entry.extensions); !s) return s.error();
    }
    if (const status s = c.chain.add(entry.cert_data); !s) return s.error();
  }
  return server::WaitCertificateVerify<S>{std::move(next)};
}

template <class S>
constexpr auto Server<S>::on(server::WaitCertificate<S>&& state, received<CompressedCertificate> m, context& c)
    -> Next<server::WaitCertificateVerify<S>, server::WaitFinishedOfAnonymous<S>>
  requires compresses_certificates<typename S::policy>
{
  return on_compressed<S, Server, Certificate>(std::move(state), m, c.settings->accepted.certificate_compressions, c);
}

template <class S>
constexpr auto Server<S>::on(server::WaitCertificateVerify<S>&& state, received<CertificateVerify> m, context& c)
    -> Next<server::AwaitVerification<S>> {
  std::optional<x509::delegation> delegated;
  if (!c.delegated_credential.empty()) {
    const auto accepted =
        accept_delegation(c.backend(), delegation_role::client, c.client_certificate_type, c.chain[0],
                          c.delegated_credential.view(), c.settings->accepted, m.message.algorithm, c.now);
    if (!accepted) return accepted.error();
    delegated = *accepted;
  } else if (!offered(c.settings->accepted.signature_schemes, m.message.algorithm)) {
    return errc::signature_scheme_not_offered;
  }
  const auto key =
      delegated ? result(delegated->key()) : hello::server::client_key<S>(c.chain, c.client_certificate_type);
  if (!key) return key.error();
  const auto hash = state.flight.transcript.hash();
  if (!hash) return hash.error();
  const signed_content content = client_signed_content(*hash);
  const auto signature =
      SignatureVerified::check(c.backend(), m.message.algorithm, *key, content.view(), m.message.signature);
  if (!signature) return signature.error();
  c.info.peer_signature_scheme = signature->scheme();
  c.info.peer_delegated_credential = delegated.has_value();

  auto chain = hello::server::verify_chain<S>(c.chain, c.client_certificate_type, c);
  if (!chain) return chain.error();
  unix_time until = chain->valid_until();
  if (delegated && delegated->valid_until() < until) until = delegated->valid_until();
  c.delegated_credential.release();
  return server::AwaitVerification<S>{
      {std::move(state.flight.transcript).template add<after::ClientCertificateVerify>(m.raw),
       std::move(state.flight.client_handshake), std::move(state.flight.keys)},
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
constexpr auto Server<S>::on(server::AwaitVerification<S>&& state, Verified const&, context&)
    -> Next<server::WaitFinishedOfAuthenticated<S>> {
  return server::WaitFinishedOfAuthenticated<S>{std::move(state.flight), std::move(state.client)};
}

}  // namespace cxtls::tls13
