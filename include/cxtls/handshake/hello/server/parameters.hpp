// What a server of either version takes from a ClientHello: the name, the protocol, which certificates the client accepts;
// and what it tells clients of its own wishes.
#pragma once
#include "cxtls/handshake/hello/server/context.hpp"
#include "cxtls/protocol/extension/certificate_authorities.hpp"
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

// What a ClientHello of either version says about the connection.
template <class S>
constexpr status take_parameters(auto const& hello, ServerContext<S>& c) {
  c.client_random = hello.random;
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
                             .server_name = server_name(hello)};
  if (const auto named = find<CertificateAuthoritiesExtension>(hello.extensions))
    request.certificate_authorities = named->authorities;
  return request;
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
