// The TLS 1.2 server's handlers for ClientHello: what to negotiate, and no second handshake.
#pragma once
#include "cxtls/crypto/group.hpp"
#include "cxtls/handshake/hello/fixed_parts.hpp"
#include "cxtls/handshake/hello/select.hpp"
#include "cxtls/handshake/hello/server/parameters.hpp"
#include "cxtls/handshake/hello/version.hpp"
#include "cxtls/handshake/tls12/server/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls12 {

namespace server {

// RFC 7507, 3: "If TLS_FALLBACK_SCSV appears in ClientHello.cipher_suites and the highest protocol version supported by
// the server is higher than the version indicated in ClientHello.client_version, the server MUST respond with a fatal
// inappropriate_fallback alert". With supported_versions, that is where the client says its version.
template <class S>
constexpr bool fell_back(auto const& hello, ServerContext<S> const& c) {
  if (!hello.cipher_suites.contains(CipherSuite::TLS_FALLBACK_SCSV)) return false;
  if (!c.settings->accepted.versions.contains(ProtocolVersion::tls13)) return false;
  const auto versions = find<SupportedVersions>(hello.extensions);
  return !versions || !versions->versions.contains(ProtocolVersion::tls13);
}

// RFC 5746, 3.6: the client says by the extension or by a cipher suite that it knows of the attack. Of one that says
// neither: "In this case, some servers may want to terminate the handshake instead of continuing". Ours does.
constexpr error check_renegotiation(auto const& hello) {
  const auto info = find<RenegotiationInfo>(hello.extensions);
  // "The server MUST then verify that the length of the "renegotiated_connection" field is zero, and if it is not, MUST
  // abort the handshake."
  if (info && !info->renegotiated_connection.empty()) return {errc::renegotiation_info_not_empty};
  if (!info && !hello.cipher_suites.contains(CipherSuite::TLS_EMPTY_RENEGOTIATION_INFO_SCSV))
    return {errc::renegotiation_info_missing};
  return {};
}

// Everything about a ClientHello that isn't a choice.
template <class S>
constexpr error check_client_hello(auto const& hello, ServerContext<S> const& c) {
  if (hello.extensions.size() > max_client_hello_extensions) return {errc::too_many_extensions};
  // Where there is TLS 1.3, too, what has no version in common is refused there.
  if (choose_version(c.settings->accepted.versions, hello) != ProtocolVersion::tls12)
    return {errc::version_unsupported};
  // RFC 5246, 7.4.1.2: "This vector MUST contain, and all implementations MUST support, CompressionMethod.null."
  bool null_compression = false;
  for (std::uint8_t method : hello.legacy_compression_methods) null_compression |= method == 0;
  if (!null_compression) return {errc::compression_not_null};
  if (const error e = check_extensions(hello.extensions)) return e;
  if (fell_back<S>(hello, c)) return {errc::inappropriate_fallback};
  // RFC 7627, 5.2 and 5.3: a server that doesn't go on with legacy clients aborts, in a resumption, too.
  if (!find<ExtendedMasterSecret>(hello.extensions)) return {errc::extended_master_secret_missing};
  if (const error e = check_renegotiation(hello)) return e;
  // RFC 8422, 5.1.2: a client that has the extension and doesn't take uncompressed points gets an illegal_parameter alert.
  const auto formats = find<ECPointFormatList>(hello.extensions);
  if (formats && !formats->ec_point_format_list.contains(ECPointFormat::uncompressed))
    return {errc::point_formats_invalid};
  // RFC 5246, 7.4.1.4.1: without signature_algorithms the client means SHA-1, with which we don't sign: nothing is in
  // common.
  if (!find<SignatureAlgorithms>(hello.extensions)) return {errc::no_common_signature_scheme, "signature_algorithms"};
  return {};
}

// Those of TLS 1.2 that both sides have, in our order; but a client that prefers ChaCha20-Poly1305 has no instructions for
// AES and gets it.
template <class B>
constexpr suite_list common_suites(suite_list const& ours, list<CipherSuite> const& theirs) {
  const auto is_chacha = [](CipherSuite suite) {
    return crypto::tls12::find<B>(suite)->aead == crypto::aead_algorithm::chacha20_poly1305;
  };
  suite_list common;
  const auto add = [&](auto const& wanted) {
    for (CipherSuite suite : ours)
      if (crypto::tls12::find<B>(suite) != nullptr && theirs.contains(suite) && wanted(suite)) (void)common.push(suite);
  };
  bool chacha_first = false;
  for (CipherSuite suite : theirs) {
    if (!ours.contains(suite) || crypto::tls12::find<B>(suite) == nullptr) continue;
    chacha_first = is_chacha(suite);
    break;
  }
  if (chacha_first) add(is_chacha);
  add([&](CipherSuite suite) { return !chacha_first || !is_chacha(suite); });
  return common;
}

// RFC 8422, 4: "A client that proposes ECC cipher suites may choose not to include these extensions. In this case, the
// server is free to choose any one of the elliptic curves".
constexpr std::optional<NamedGroup> common_group(group_list const& ours, auto const& hello) {
  const auto theirs = find<NamedGroupList>(hello.extensions);
  for (NamedGroup group : ours)
    if (crypto::is_for_tls12(group) && (!theirs || theirs->named_group_list.contains(group))) return group;
  return std::nullopt;
}

}  // namespace server

template <class S>
constexpr auto Server<S>::on(hello::server::WaitClientHello<S>&&, received<ClientHello> m, context& c)
    -> Next<server::AwaitSession<S>> {
  offer const& ours = c.settings->accepted;
  if (const error e = server::check_client_hello<S>(m.message, c)) return e;
  const suite_list suites = server::common_suites<typename S::backend>(ours.cipher_suites, m.message.cipher_suites);
  if (suites.empty()) return errc::no_common_cipher_suite;
  const auto group = server::common_group(ours.groups, m.message);
  if (!group) return errc::no_common_group;
  if (const status s = hello::server::take_parameters<S>(m.message, c); !s) return s.error();
  c.takes_tickets = find<SessionTicket>(m.message.extensions).has_value();
  c.info.version = ProtocolVersion::tls12;
  if (const status s = c.out.add(choose_tls12{}); !s) return s.error();
  server::AwaitSession<S> next{server::Hello<S>{.message = {}, .suites = suites, .group = *group}};
  if (!next.hello.message.append(m.raw)) return errc::out_of_memory;
  return next;
}

// RFC 5246, 7.4.1.1 and 7.2.2: a server that doesn't want to renegotiate says so with a warning, and the client may go on
// without. One that tries again won't.
template <class S>
constexpr auto Server<S>::on(server::Connected<S>&& state, received<ClientHello>, context& c)
    -> Next<server::Connected<S>> {
  if (state.renegotiation_refused) return errc::renegotiation_refused;
  if (const status s = c.out.add(send_warning{AlertDescription::no_renegotiation}); !s) return s.error();
  state.renegotiation_refused = true;
  return std::move(state);
}

}  // namespace cxtls::tls12
