// The client's handlers for the server's parameters and authentication: EncryptedExtensions to CertificateVerify.
#pragma once
#include "cxtls/handshake/hello/client/peer.hpp"
#include "cxtls/handshake/hello/record_limits.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"
#include "cxtls/handshake/tls13/compressed_certificate.hpp"
#include "cxtls/handshake/tls13/delegated_credential.hpp"
#include "cxtls/handshake/verdict.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

namespace client {

template <class S>
constexpr status accept_parameters(basic_encrypted_extensions<typename S::extensions> const& theirs,
                                   ClientContext<S>& c) {
  if (error e = check_extensions(theirs.extensions, c.offered_extensions)) return e;
  if (const status s = c.own.keep(theirs.extensions); !s) return s.error();
  if (const auto limit = find<RecordSizeLimit>(theirs.extensions))
    if (const status s =
            c.out.add(hello::agreed_limits(*limit, c.settings->offered.max_record_content, ProtocolVersion::tls13));
        !s)
      return s;
  if (const auto alpn = find<ProtocolNameList>(theirs.extensions)) return hello::client::accept_alpn<S>(*alpn, c);
  return done{};
}

// Does the server take the early data that was offered? It has to be with the session's suite and application protocol
// (RFC 8446, 4.2.10). Errors: extension_unsolicited, early_data_suite_changed, early_data_protocol_changed.
template <class S>
constexpr status hear_of_early_data(basic_encrypted_extensions<typename S::extensions> const& theirs,
                                    HandshakeKeys<typename S::backend> const& keys, ClientContext<S>& c) {
  if (find<EarlyDataIndication>(theirs.extensions)) {
    if (!c.awaits_early_data()) return error{errc::extension_unsolicited, "early_data"};
    if (c.info.cipher_suite != c.early->cipher_suite) return errc::early_data_suite_changed;
    if (!equal(c.info.alpn(), c.early->alpn_protocol.view())) return errc::early_data_protocol_changed;
    c.info.early_data_accepted = true;
    c.early->sent.release();
    return done{};
  }
  if (!c.awaits_early_data()) return done{};
  c.refuse_early_data();
  return c.out.install(*keys.suite, copy_of(keys.client));
}

// What came along with the leaf (RFC 8446, 4.4.2.1), as it came. Errors: out_of_memory.
template <class S>
constexpr status keep_evidence(list<extension_in<in::certificate, typename S::extensions>> const& extensions,
                               ClientContext<S>& c) {
  if (const auto staple = find<CertificateStatus>(extensions))
    if (auto const* response = std::get_if<OCSPResponse>(&staple->response);
        response != nullptr && !c.ocsp_response.append(response->der))
      return errc::out_of_memory;
  if (const auto timestamps = find<SignedCertificateTimestampList>(extensions)) {
    const auto size = measure(*timestamps);
    if (!size) return size.error();
    if (!c.signed_certificate_timestamps.resize(*size)) return errc::out_of_memory;
    if (const auto copied = build(*timestamps, c.signed_certificate_timestamps.edit()); !copied) return copied.error();
  }
  return done{};
}

template <class S, class Transcript, class Certificate>
constexpr auto keep_certificates(Transcript transcript, HandshakeKeys<typename S::backend>&& keys,
                                 MaybeCertificateWanted<S>&& wanted, received<Certificate> m, ClientContext<S>& c)
    -> Next<WaitCertificateVerify<S>> {
  // RFC 8446, 4.4.2: "In the case of server authentication, this field SHALL be zero length."
  if (!m.message.certificate_request_context.empty()) return errc::request_context_not_empty;
  if (m.message.certificate_list.empty()) return errc::certificate_missing;
  if (const error e = check_entries(c.server_certificate_type, m.message.certificate_list)) return e;
  c.info.peer_certificate_type = c.server_certificate_type;
  for (auto const& entry : m.message.certificate_list) {
    if (error e = check_extensions(entry.extensions, c.offered_extensions)) return e;
    if (c.chain.empty()) {
      if (const status s = keep_evidence(entry.extensions, c); !s) return s.error();
      if (const status s = keep_delegation<typename S::extensions>(entry.extensions, c.delegated_credential); !s)
        return s.error();
      if (const status s = c.own.keep(entry.extensions); !s) return s.error();
    }
    if (const status s = c.chain.add(entry.cert_data); !s) return s.error();
  }
  return WaitCertificateVerify<S>{std::move(transcript).template add<after::ServerCertificate>(m.raw), std::move(keys),
                                  std::move(wanted)};
}

// What the server takes. Views the message and the context. RFC 8446, 4.3.2: "The "signature_algorithms" extension MUST be
// specified". Errors: extension_missing, those of check_oid_filters().
template <class S>
constexpr result<credential_request> request_of(basic_certificate_request<typename S::extensions> const& asked,
                                                ClientContext<S> const& c) {
  const auto schemes = find<SignatureAlgorithms>(asked.extensions);
  if (!schemes) return error{errc::extension_missing, "signature_algorithms"};
  credential_request request{.signature_schemes = schemes->supported_signature_algorithms,
                             .certificate_types = std::span<const CertificateType>(&c.client_certificate_type, 1),
                             .of_server = true};
  if (const auto named = find<CertificateAuthoritiesExtension>(asked.extensions))
    request.certificate_authorities = named->authorities;
  if (const auto listed = find<SignatureAlgorithmsCert>(asked.extensions))
    request.certificate_schemes = listed->supported_signature_algorithms;
  if (const auto asked_for = find<OIDFilterExtension>(asked.extensions)) {
    if (const error e = x509::check_oid_filters(asked_for->filters)) return e;
    request.oid_filters = asked_for->filters;
  }
  if (const auto delegated = find<DelegatedCredentialSchemes>(asked.extensions))
    request.delegated_schemes = delegated->supported_signature_algorithms;
  return request;
}
// How a credential would sign for it.
constexpr auto scheme_for(credential_request const& request, unix_time now) {
  return [&request, now](auto const& own) -> std::optional<SignatureScheme> {
    const auto signer = signer_for(own, request, now);
    return signer ? std::optional(signer->scheme) : std::nullopt;
  };
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::WaitEncryptedExtensions<S>&& state, received<EncryptedExtensions> m, context& c)
    -> Next<client::WaitCertificateOrRequest<S>> {
  if (const status s = client::accept_parameters<S>(m.message, c); !s) return s.error();
  if (const status s = hello::client::accept_certificate_types<S>(m.message.extensions, c); !s) return s.error();
  if (find<EarlyDataIndication>(m.message.extensions)) return error{errc::extension_unsolicited, "early_data"};
  return client::WaitCertificateOrRequest<S>{
      std::move(state.transcript).template add<after::EncryptedExtensions>(m.raw), std::move(state.keys)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitResumedEncryptedExtensions<S>&& state, received<EncryptedExtensions> m,
                             context& c)
    -> Next<client::AwaitReverification<S>, client::WaitResumedFinished<S>, client::WaitFinishedAfterEarlyData<S>> {
  if (const status s = client::accept_parameters<S>(m.message, c); !s) return s.error();
  if (const status s = hello::client::confirm_certificate_type<S>(m.message.extensions, c); !s) return s.error();
  if (const status s = client::hear_of_early_data<S>(m.message, state.keys, c); !s) return s.error();
  auto transcript = std::move(state.transcript).template add<after::EncryptedExtensions>(m.raw);
  if (c.awaits_early_data())
    return client::WaitFinishedAfterEarlyData<S>{std::move(transcript), std::move(state.keys), state.psk};
  if (!c.settings->reverify_on_resume || state.psk.by_external_key())
    return client::WaitResumedFinished<S>{std::move(transcript), std::move(state.keys), state.psk};
  const auto chain = hello::client::verify_chain<S>(c);
  if (!chain) return chain.error();
  return client::AwaitReverification<S>{std::move(transcript), std::move(state.keys), state.psk.reverified(*chain)};
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitReverification<S> const&, context& c) -> answer<Verified> {
  return verdict<S>(c);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitReverification<S>&& state, Verified const&, context&)
    -> Next<client::WaitResumedFinished<S>> {
  return client::WaitResumedFinished<S>{std::move(state.transcript), std::move(state.keys), state.psk};
}

template <class S>
constexpr auto Client<S>::on(client::WaitCertificateOrRequest<S>&& state, received<CertificateRequest> m, context& c)
    -> Next<client::WaitCertificate<S>> {
  // RFC 8446, 4.3.2: "This field SHALL be zero length unless used for the post-handshake authentication exchanges".
  if (!m.message.certificate_request_context.empty()) return errc::request_context_not_empty;
  if (error e = check_extensions(m.message.extensions)) return e;
  if (const status s = c.own.keep(m.message.extensions); !s) return s.error();
  if (const auto request = client::request_of<S>(m.message, c); !request) return request.error();
  c.info.certificate_requested = true;
  client::CertificateWanted<S> wanted;
  if (!wanted.message.append(m.raw)) return errc::out_of_memory;
  return client::WaitCertificate<S>{std::move(state.transcript).template add<after::CertificateRequest>(m.raw),
                                    std::move(state.keys), std::move(wanted)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitCertificateOrRequest<S>&& state, received<Certificate> m, context& c)
    -> Next<client::WaitCertificateVerify<S>> {
  return client::keep_certificates<S>(std::move(state.transcript), std::move(state.keys), std::nullopt, m, c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitCertificate<S>&& state, received<Certificate> m, context& c)
    -> Next<client::WaitCertificateVerify<S>> {
  return client::keep_certificates<S>(std::move(state.transcript), std::move(state.keys), std::move(state.wanted), m,
                                      c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitCertificateOrRequest<S>&& state, received<CompressedCertificate> m, context& c)
    -> Next<client::WaitCertificateVerify<S>>
  requires compresses_certificates<typename S::policy>
{
  return on_compressed<S, Client, Certificate>(std::move(state), m, c.settings->offered.certificate_compressions, c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitCertificate<S>&& state, received<CompressedCertificate> m, context& c)
    -> Next<client::WaitCertificateVerify<S>>
  requires compresses_certificates<typename S::policy>
{
  return on_compressed<S, Client, Certificate>(std::move(state), m, c.settings->offered.certificate_compressions, c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitCertificateVerify<S>&& state, received<CertificateVerify> m, context& c)
    -> Next<client::AwaitVerification<S>> {
  std::optional<x509::delegation> delegated;
  if (!c.delegated_credential.empty()) {
    const auto accepted =
        accept_delegation(c.backend(), delegation_role::server, c.server_certificate_type, c.chain[0],
                          c.delegated_credential.view(), c.settings->offered, m.message.algorithm, c.now);
    if (!accepted) return accepted.error();
    delegated = *accepted;
  } else if (!offered(c.settings->offered.signature_schemes, m.message.algorithm)) {
    return errc::signature_scheme_not_offered;
  }
  const auto key = delegated ? result(delegated->key()) : hello::client::server_key<S>(c);
  if (!key) return key.error();
  const auto hash = state.transcript.hash();
  if (!hash) return hash.error();
  const signed_content content = server_signed_content(*hash);
  const auto signature =
      SignatureVerified::check(c.backend(), m.message.algorithm, *key, content.view(), m.message.signature);
  if (!signature) return signature.error();
  c.info.peer_signature_scheme = signature->scheme();
  c.info.peer_delegated_credential = delegated.has_value();

  auto chain = hello::client::verify_chain<S>(c);
  if (!chain) return chain.error();
  const auto until = delegated ? std::optional(delegated->valid_until()) : std::nullopt;
  c.delegated_credential.release();
  return client::AwaitVerification<S>{std::move(state.transcript).template add<after::ServerCertificateVerify>(m.raw),
                                      std::move(state.keys), std::move(state.wanted),
                                      client::CertificateAccepted{*signature, std::move(*chain), until}};
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitVerification<S> const&, context& c) -> answer<Verified> {
  return verdict<S>(c);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitVerification<S>&& state, Verified const&, context&)
    -> Next<client::WaitFinished<S>> {
  return client::WaitFinished<S>{std::move(state.transcript), std::move(state.keys), std::move(state.wanted),
                                 std::move(state.peer)};
}

}  // namespace cxtls::tls13
