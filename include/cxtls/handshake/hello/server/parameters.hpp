// What a server of either version takes from a ClientHello: the name, the protocol, which certificates the client accepts;
// and what it tells clients of its own wishes.
#pragma once
#include "cxtls/handshake/hello/record_limits.hpp"
#include "cxtls/handshake/hello/server/context.hpp"
#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "cxtls/protocol/extension/certificate_type.hpp"
#include "cxtls/protocol/extension/check.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls::hello::server {

// The host name that the client asks for, or nothing. What is no host name, an IP address for instance, is as good as
// none (RFC 6066, 3: "Literal IPv4 and IPv6 addresses are not permitted in "HostName"").
template <class X>
constexpr bytes server_name(basic_client_hello<X> const& hello) {
  const auto names = find<ServerNameList>(hello.extensions);
  if (!names) return {};
  for (ServerName const& entry : names->server_name_list)
    if (auto const* host = std::get_if<HostName>(&entry.name))
      if (x509::is_host_name(host->name)) return host->name;
  return {};
}

// Which type the client's certificate shall have, in our order. RFC 7250, 4.2: a server that has none "in common with the
// client ... terminates the session with a fatal alert of type "unsupported_certificate"". A client that names no types has
// X.509. Also remembers what there is to answer.
template <class S>
constexpr status take_certificate_types(auto const& hello, ServerContext<S>& c) {
  const auto takes = find<ServerCertTypeOffer>(hello.extensions);
  const auto has = find<ClientCertTypeOffer>(hello.extensions);
  if (takes && only_x509(takes->server_certificate_types)) return error{errc::rule_broken, "server_certificate_types"};
  if (has && only_x509(has->client_certificate_types)) return error{errc::rule_broken, "client_certificate_types"};
  c.says_server_type = takes.has_value();
  if (c.settings->clients == client_authentication::off) return done{};
  c.says_client_type = has.has_value();
  for (CertificateType ours : c.settings->accepted.peer_certificate_types) {
    if (has ? !has->client_certificate_types.contains(ours) : ours != CertificateType::X509) continue;
    c.client_certificate_type = ours;
    return done{};
  }
  return errc::certificate_type_unsupported;
}

// What a ClientHello of either version says about the connection.
template <class S>
constexpr status take_parameters(auto const& hello, ServerContext<S>& c) {
  c.client_random = hello.random;
  c.record_size_limit = find<RecordSizeLimit>(hello.extensions);
  if (const status s = take_certificate_types<S>(hello, c); !s) return s;
  if (const status s = c.own.keep(hello.extensions); !s) return s;
  const bytes name = server_name(hello);
  auto& kept = c.info.server_name.emplace();
  for (std::uint8_t octet : name) (void)kept.push(static_cast<std::uint8_t>(x509::lower(static_cast<char>(octet))));
  if (const auto theirs = find<ProtocolNameList>(hello.extensions); theirs && !c.settings->accepted.alpn.empty()) {
    bytes chosen;
    c.settings->accepted.alpn.each([&](bytes ours) {
      if (!chosen.empty()) return;
      for (ProtocolName const& offered_name : theirs->protocol_name_list)
        if (equal(offered_name.name, ours)) chosen = ours;
    });
    // RFC 7301, 3.2: "the server SHALL respond with a fatal "no_application_protocol" alert."
    if (chosen.empty()) return errc::no_application_protocol;
    auto& protocol = c.info.alpn_protocol.emplace();
    for (std::uint8_t octet : chosen) (void)protocol.push(octet);
  } else if (c.settings->require_alpn) {
    return errc::no_application_protocol;
  }
  return done{};
}

// What the client takes. RFC 8446, 4.2.3: "If a server is authenticating via a certificate and the client has not sent a
// "signature_algorithms" extension, then the server MUST abort the handshake with a "missing_extension" alert".
template <class X>
constexpr result<credential_request> request_of(basic_client_hello<X> const& hello) {
  const auto schemes = find<SignatureAlgorithms>(hello.extensions);
  if (!schemes) return error{errc::extension_missing, "signature_algorithms"};
  credential_request request{.signature_schemes = schemes->supported_signature_algorithms,
                             .certificate_authorities = {},
                             .server_name = server_name(hello),
                             .certificate_types = {}};
  if (const auto takes = find<ServerCertTypeOffer>(hello.extensions))
    request.certificate_types = takes->server_certificate_types;
  if (const auto named = find<CertificateAuthoritiesExtension>(hello.extensions))
    request.certificate_authorities = named->authorities;
  if (const auto listed = find<SignatureAlgorithmsCert>(hello.extensions))
    request.certificate_schemes = listed->supported_signature_algorithms;
  if (const auto delegated = find<DelegatedCredentialSchemes>(hello.extensions))
    request.delegated_schemes = delegated->supported_signature_algorithms;
  return request;
}

// The answers to the client's certificate types, in EncryptedExtensions or TLS 1.2's ServerHello (RFC 7250, 4.2). Without a
// CertificateRequest, "the client_certificate_type payload in the server hello MUST be omitted". A resumed session is still
// one of the server's type: there are clients that take silence for X.509.
template <class S>
constexpr void say_certificate_types(auto& extensions, bool resumes, ServerContext<S> const& c) {
  if (c.says_client_type && !resumes) extensions.add(ClientCertTypeChoice{c.client_certificate_type});
  if (c.says_server_type && c.info.own_certificate_type)
    extensions.add(ServerCertTypeChoice{*c.info.own_certificate_type});
}

// RFC 8449, 5: a server that "supports the "record_size_limit" extension" answers it with its own limit, and keeps to the
// client's from then on. Errors: out_of_memory.
template <class S>
constexpr status say_record_size_limit(auto& extensions, ProtocolVersion version, ServerContext<S>& c) {
  if (!c.record_size_limit) return done{};
  const std::size_t ours = c.settings->accepted.max_record_content;
  extensions.add(record_size_limit(ours, version));
  return c.out.add(agreed_limits(*c.record_size_limit, ours, version));
}

// The key that the client signs with. Views its certificate.
template <class S>
constexpr result<crypto::public_key> client_key(x509::certificate_list const& shown, CertificateType type) {
  return x509::signing_key<own_certificate_types<typename S::policy>>(type, shown[0],
                                                                      crypto::own_schemes<typename S::backend>);
}

// The built-in checks of what a client showed, with today's anchors and clock.
template <class S>
constexpr result<x509::verified_chain> verify_chain(x509::certificate_list const& shown, CertificateType type,
                                                    ServerContext<S> const& c) {
  if (type == CertificateType::X509) {
    auto chain = x509::verify_client(c.backend(), c.settings->profile, c.settings->trust, shown.all().view(), c.now);
    if (!chain || c.settings->oid_filters.empty()) return chain;
    // RFC 8446, 4.2.5: with a certificate that "does not satisfy the request", a server may "abort the handshake with an
    // "unsupported_certificate" alert". What was asked for is held, in TLS 1.2, too, which can't say it.
    const auto leaf = x509::parse_certificate(shown[0], crypto::own_schemes<typename S::backend>);
    if (!leaf) return leaf.error();
    if (!x509::has_all(*leaf, c.settings->oid_filters)) return errc::certificate_oid_filter;
    return chain;
  }
  const auto key = client_key<S>(shown, type);
  if (!key) return key.error();
  return x509::verify_key(c.backend(), c.settings->profile, *key, c.settings->client_pins);
}

// What is asked of a client's certificate (RFC 8446, 4.2.5).
template <class S>
constexpr bounded<OIDFilter, x509::max_oid_filters> oid_filters(ServerContext<S> const& c) {
  bounded<OIDFilter, x509::max_oid_filters> filters;
  for (std::size_t i = 0; i < c.settings->oid_filters.size(); ++i)
    (void)filters.push(c.settings->oid_filters[i].view());
  return filters;
}

// What trust anchors call themselves, as far as there is room: a hint that helps clients choose (RFC 8446, 4.2.4).
// Half of what OpenSSL takes in one CertificateRequest.
inline constexpr std::size_t max_authority_octets = std::size_t{8} * 1024;
inline constexpr std::size_t max_authorities = 64;

template <class S>
constexpr bounded<DistinguishedName, max_authorities> authority_names(ServerContext<S> const& c) {
  x509::trust_store const& trust = c.settings->trust;
  bounded<DistinguishedName, max_authorities> names;
  std::size_t size = 0;
  for (std::size_t i = 0; c.settings->name_authorities && i < trust.size(); ++i) {
    const bytes name = trust.subject_der(i);
    size += 2 + name.size();
    // Some and not others would mislead: none at all.
    if (name.empty() || size > max_authority_octets || !names.push({name})) return {};
  }
  return names;
}

}  // namespace cxtls::hello::server
