// Builds a ClientHello from an offer. It can be run again: a HelloRetryRequest wants the same hello with another share.
#pragma once
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls {

struct client_hello_input {
  std::array<std::uint8_t, 32> const& random;
  bytes legacy_session_id;
  KeyShareEntry const& share;
  bytes cookie;  // a HelloRetryRequest's; empty: none
  bytes server_name;  // empty: none (RFC 6066, 3 allows no IP addresses)
};

// Replaces `out` with the message and `sent` with the extensions in it. Errors: out_of_memory, and what a descriptor
// refuses.
template <class X>
constexpr status build_client_hello(offer const& o, client_hello_input const& in, buffer& out, extension_set& sent) {
  using entry = extension_in<in::client_hello, X>;
  bounded<entry, 16> extensions;
  sent.clear();
  const auto add = [&]<class Body>(ExtensionType type, Body const& body) {
    entry e;
    replace(e.extension_data, body);
    (void)extensions.push(e);
    (void)sent.add(type);
  };

  const ServerName names[] = {{HostName{in.server_name}}};
  if (!in.server_name.empty()) add(ExtensionType::server_name, ServerNameList{names});
  add(ExtensionType::supported_groups, NamedGroupList{o.groups.view()});
  add(ExtensionType::signature_algorithms, SignatureAlgorithms{o.signature_schemes.view()});
  bounded<ProtocolName, alpn_list::max_size / 2> protocols;
  o.alpn.each([&](bytes name) { (void)protocols.push({name}); });
  if (!protocols.empty())
    add(ExtensionType::application_layer_protocol_negotiation, ProtocolNameList{protocols.view()});
  add(ExtensionType::supported_versions, SupportedVersions{o.versions.view()});
  // RFC 8446, 4.2.9: without it a server "MUST NOT" send tickets that we could use.
  const PskKeyExchangeMode modes[] = {PskKeyExchangeMode::psk_dhe_ke};
  add(ExtensionType::psk_key_exchange_modes, PskKeyExchangeModes{modes});
  add(ExtensionType::key_share, KeyShareClientHello{std::span<const KeyShareEntry>(&in.share, 1)});
  if (!in.cookie.empty()) add(ExtensionType::cookie, Cookie{in.cookie});

  basic_client_hello<X> hello;
  hello.random = in.random;
  hello.legacy_session_id = in.legacy_session_id;
  hello.cipher_suites = o.cipher_suites.view();
  hello.extensions = extensions.view();
  out.clear();
  return append_message(hello, out);
}

}  // namespace cxtls
