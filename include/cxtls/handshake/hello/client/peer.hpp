// What a client of either version holds against its server: the protocol that it chose, its certificates, the session that
// stands for them.
#pragma once
#include "cxtls/handshake/client_answers.hpp"
#include "cxtls/handshake/hello/client/context.hpp"
#include "cxtls/machine/answer.hpp"
#include "cxtls/protocol/extension/alpn.hpp"
#include "cxtls/protocol/extension/certificate_type.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/x509/certificate_type.hpp"

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

// RFC 7250, 4.2: what the server's hello says of certificate types; without a word, they are X.509. (RFC 7250 says
// "server hello"; in TLS 1.3 it is EncryptedExtensions: RFC 8446, 4.2.)
template <class S>
constexpr status accept_certificate_types(auto const& extensions, ClientContext<S>& c) {
  const auto of_server = find<ServerCertTypeChoice>(extensions);
  if (of_server) c.server_certificate_type = of_server->server_certificate_type;
  if (!offered(c.accepted_certificate_types(), c.server_certificate_type))
    return of_server ? errc::certificate_type_not_offered : errc::certificate_type_unsupported;
  // Without a word, it matters only if the server asks for a certificate.
  const auto of_client = find<ClientCertTypeChoice>(extensions);
  if (!of_client) return done{};
  c.client_certificate_type = of_client->client_certificate_type;
  if (!offered(c.settings->offered.own_certificate_types, c.client_certificate_type))
    return errc::certificate_type_not_offered;
  return done{};
}

// Of a resumed session there is nothing to choose.
template <class S>
constexpr status confirm_certificate_type(auto const& extensions, ClientContext<S> const& c) {
  const auto said = find<ServerCertTypeChoice>(extensions);
  if (said && said->server_certificate_type != c.server_certificate_type) return errc::certificate_type_not_offered;
  return done{};
}

// The key that the server signs with. Views its certificate.
template <class S>
constexpr result<crypto::public_key> server_key(ClientContext<S> const& c) {
  return x509::signing_key<own_certificate_types<typename S::policy>>(c.server_certificate_type, c.chain[0],
                                                                      crypto::own_schemes<typename S::backend>);
}

// The built-in checks of what the server showed, with today's anchors and clock.
template <class S>
constexpr result<x509::verified_chain> verify_chain(ClientContext<S> const& c) {
  if (!c.peer) return errc::psk_not_selected;  // certificates don't stand for an external key
  if (c.server_certificate_type != CertificateType::X509) {
    auto const* wanted = std::get_if<pinned_keys>(&*c.peer);
    if (wanted == nullptr) return errc::certificate_pin_mismatch;
    const auto key = server_key(c);
    if (!key) return key.error();
    return x509::verify_key(c.backend(), c.settings->profile, *key, wanted->pins());
  }
  return x509::verify_server(c.backend(), c.settings->profile, c.settings->trust, c.chain.all().view(), *c.peer, c.now);
}

// What this client shows, and how it signs. Null: nothing.
template <class S>
struct ChosenCredential {
  own_credential<typename S::backend> const* own = nullptr;
  SignatureScheme scheme{};
};
// What an answer means, if the server takes it; `scheme_of` as for choose_credential(). Errors: refused_by_application (it
// means nothing, or nothing is to be shown by a client that is never anonymous), certificate_type_unsupported,
// certificate_oid_filter, no_common_signature_scheme.
template <class S>
constexpr result<ChosenCredential<S>> chosen_credential(ClientCredentialChoice const& choice,
                                                        credential_request const& request, auto const& scheme_of,
                                                        ClientContext<S>& c) {
  auto const& ours = c.settings->credentials;
  ChosenCredential<S> chosen;
  if (choice.index < ours.size())
    chosen.own = &ours[choice.index];
  else if (choice.index == ClientCredentialChoice::added)
    chosen.own = c.added;
  else if (choice.index == ClientCredentialChoice::none && !c.settings->never_anonymous)
    return chosen;
  if (chosen.own == nullptr) return errc::refused_by_application;
  if (!request.takes(chosen.own->chain().type())) return errc::certificate_type_unsupported;
  if (!cxtls::detail::meets_filters(chosen.own->chain(), request)) return errc::certificate_oid_filter;
  if (!cxtls::detail::meets_schemes(*chosen.own, request)) return errc::no_common_signature_scheme;
  const std::optional<SignatureScheme> scheme = scheme_of(*chosen.own);
  if (!scheme) return errc::no_common_signature_scheme;
  chosen.scheme = *scheme;
  if (choice.index != ClientCredentialChoice::added) c.info.own_certificate = choice.index;
  c.info.own_certificate_type = chosen.own->chain().type();
  return chosen;
}
// What the configuration says to a server that takes this: an answer at once. Where no certificate meets the server's
// oid_filters, none is shown: RFC 8446, 4.4.2, wants an empty Certificate "if no suitable certificate is available", and
// 4.2.5 leaves it to the server whether that is enough. Errors: those of no_choice().
template <class S>
constexpr machine::answer<ClientCredentialChoice> choose_from_settings(credential_request const& request,
                                                                       auto const& scheme_of,
                                                                       ClientContext<S> const& c) {
  const auto choice = choose_credential(c.settings->credentials, request, scheme_of);
  if (choice) return ClientCredentialChoice{choice->index};
  if (c.settings->never_anonymous) return no_choice(c.settings->credentials, request);
  return ClientCredentialChoice{ClientCredentialChoice::none};
}

// What the session stands for is this connection's, too.
template <class S>
constexpr void take_over(ticket& session, ClientContext<S>& c) {
  c.chain = std::move(session.peer_certificates);
  c.server_certificate_type = session.peer_certificate_type;
  c.info.peer_certificate_type = session.peer_certificate_type;
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
  t.peer_certificate_type = c.server_certificate_type;
  if (!t.ocsp_response.append(c.ocsp_response.view()) ||
      !t.signed_certificate_timestamps.append(c.signed_certificate_timestamps.view()))
    return errc::out_of_memory;
  t.policy = c.settings->policy;
  if (c.info.peer_signature_scheme) t.peer_signature_scheme = *c.info.peer_signature_scheme;
  if (c.info.alpn_protocol) t.alpn_protocol = *c.info.alpn_protocol;
  return done{};
}

}  // namespace cxtls::hello::client
