// The TLS 1.2 client's handlers for the server's authentication: Certificate to ServerKeyExchange, and the server's wish
// for ours.
#pragma once
#include "cxtls/handshake/tls12/any_certificate.hpp"
#include "cxtls/handshake/tls12/client/keys.hpp"
#include "cxtls/handshake/verdict.hpp"

namespace cxtls::tls12 {

namespace client {

// RFC 8422, 5.4: the parameters are signed along with both randoms, by the key of the certificate; then the certificates
// are looked at. `m` is the message without its header.
template <class S>
constexpr auto accept_key_exchange(Transcript<S, after::CertificateStatus>&& transcript, Parameters&& parameters,
                                   received<ServerKeyExchange> m, ClientContext<S>& c) -> Next<AwaitVerification<S>> {
  offer const& ours = c.settings->offered;
  ServerECDHParams const& params = m.message.params;
  DigitallySigned const& signed_by = m.message.signed_params;
  // A hybrid group has no point, and TLS 1.2 no code for it: it was offered for TLS 1.3 only.
  const NamedGroup group = params.curve_params.namedcurve;
  if (!offered(ours.groups, group) || !crypto::is_for_tls12(group)) return errc::group_not_offered;
  // RFC 5246, 7.4.3: "the hash and signature algorithms used in the signature ... MUST be a pair listed in the
  // "signature_algorithms" extension".
  if (!offered(ours.signature_schemes, signed_by.algorithm)) return errc::signature_scheme_not_offered;
  const auto key = hello::client::server_key<S>(c);
  if (!key) return key.error();
  const bytes octets = server_params_octets(m.raw.subspan(handshake_header_size));
  const signed_params content = signed_params_of(parameters.randoms, octets);
  const auto signature =
      SignatureVerified::check_tls12(c.backend(), signed_by.algorithm, *key, content.view(), signed_by.signature);
  if (!signature) return signature.error();
  c.info.peer_signature_scheme = signature->scheme();
  c.info.group = group;

  auto chain = hello::client::verify_chain<S>(c);
  if (!chain) return chain.error();
  ServerShare share{.group = group};
  for (std::uint8_t octet : params.public_key.point) (void)share.point.push(octet);
  return AwaitVerification<S>{std::move(transcript).template add<after::ServerKeyExchange>(m.raw),
                              std::move(parameters), share, CertificateAccepted{*signature, std::move(*chain)}};
}

// RFC 5246, 7.4.4, and RFC 8422, 5.5: what certificate_types must hold for a key of this kind.
constexpr ClientCertificateType certificate_type_of(crypto::key_kind kind) {
  return kind == crypto::key_kind::rsa ? ClientCertificateType::rsa_sign : ClientCertificateType::ecdsa_sign;
}

// What the server takes. Views the message and the context. RFC 5246, 7.4.4: "If the certificate_authorities list is empty,
// then the client MAY send any certificate of the appropriate ClientCertificateType".
template <class S>
constexpr credential_request request_of(CertificateRequest const& asked, ClientContext<S> const& c) {
  credential_request request{.signature_schemes = asked.supported_signature_algorithms,
                             .certificate_types = std::span<const CertificateType>(&c.client_certificate_type, 1)};
  if (!asked.certificate_authorities.empty()) request.certificate_authorities = asked.certificate_authorities;
  return request;
}
// How a credential would sign for it.
constexpr auto scheme_for(CertificateRequest const& asked) {
  return [&asked](auto const& own) {
    return own.scheme_for(
        asked.supported_signature_algorithms, [&](crypto::scheme_info const& row, crypto::public_key const& key) {
          return crypto::fits_tls12(row, key) && asked.certificate_types.contains(certificate_type_of(row.kind));
        });
  };
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::WaitCertificate<S>&& state, received<AnyCertificate> m, context& c)
    -> Next<client::WaitStatusOrKeyExchange<S>, client::WaitServerKeyExchange<S>> {
  if (m.message.certificate.empty()) return errc::certificate_missing;
  if (const status s = keep_certificates(m, c.server_certificate_type, c.chain); !s) return s.error();
  c.info.peer_certificate_type = c.server_certificate_type;
  const auto key = hello::client::server_key<S>(c);
  if (!key) return key.error();
  // RFC 5246, 7.4.2: "The end entity certificate's public key (and associated restrictions) MUST be compatible with the
  // selected key exchange algorithm".
  if (!crypto::tls12::authenticates(state.parameters.suite->auth, crypto::kind_of(*key)))
    return errc::suite_key_mismatch;
  // RFC 8422, 5.1.1: the groups of the ClientHello are those of keys in certificates, too; TLS 1.3 says that by schemes.
  if (auto const* ec = std::get_if<crypto::ec_public_key>(&*key);
      ec != nullptr && !offered(c.settings->offered.groups, ec->group))
    return errc::group_not_offered;
  auto transcript = std::move(state.transcript).template add<after::ServerCertificate>(m.raw);
  if (state.status_may_follow)
    return client::WaitStatusOrKeyExchange<S>{std::move(transcript), std::move(state.parameters)};
  return client::WaitServerKeyExchange<S>{std::move(transcript).template skip<after::CertificateStatus>(),
                                          std::move(state.parameters)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitStatusOrKeyExchange<S>&& state, received<CertificateStatus> m, context& c)
    -> Next<client::WaitServerKeyExchange<S>> {
  if (auto const* response = std::get_if<OCSPResponse>(&m.message.response);
      response != nullptr && !c.ocsp_response.append(response->der))
    return errc::out_of_memory;
  return client::WaitServerKeyExchange<S>{std::move(state.transcript).template add<after::CertificateStatus>(m.raw),
                                          std::move(state.parameters)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitStatusOrKeyExchange<S>&& state, received<ServerKeyExchange> m, context& c)
    -> Next<client::AwaitVerification<S>> {
  return client::accept_key_exchange<S>(std::move(state.transcript).template skip<after::CertificateStatus>(),
                                        std::move(state.parameters), m, c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitServerKeyExchange<S>&& state, received<ServerKeyExchange> m, context& c)
    -> Next<client::AwaitVerification<S>> {
  return client::accept_key_exchange<S>(std::move(state.transcript), std::move(state.parameters), m, c);
}

template <class S>
constexpr auto Client<S>::ask(client::AwaitVerification<S> const&, context& c) -> answer<Verified> {
  return verdict<S>(c);
}

template <class S>
constexpr auto Client<S>::on(client::AwaitVerification<S>&& state, Verified const&, context&)
    -> Next<client::WaitRequestOrDone<S>> {
  return client::WaitRequestOrDone<S>{std::move(state.transcript), std::move(state.parameters), state.share,
                                      std::move(state.peer)};
}

template <class S>
constexpr auto Client<S>::on(client::WaitRequestOrDone<S>&& state, received<CertificateRequest> m, context& c)
    -> Next<client::WaitServerHelloDone<S>> {
  c.info.certificate_requested = true;
  client::CertificateWanted wanted;
  if (!wanted.message.append(m.raw)) return errc::out_of_memory;
  return client::WaitServerHelloDone<S>{std::move(state.transcript).template add<after::CertificateRequest>(m.raw),
                                        std::move(state.parameters), state.share, std::move(state.peer),
                                        std::move(wanted)};
}

}  // namespace cxtls::tls12
