// The server's handlers for ClientHello: what to negotiate, and a HelloRetryRequest where a share is missing.
#pragma once
#include "cxtls/handshake/hello/fixed_parts.hpp"
#include "cxtls/handshake/hello/select.hpp"
#include "cxtls/handshake/hello/server/parameters.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/outgoing_extensions.hpp"
#include "cxtls/handshake/tls13/server/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

namespace server {

// Could the client use a pre-shared key? We never go without (EC)DHE (RFC 8446, 4.2.9).
template <class X>
constexpr bool offers_psk_dhe(basic_client_hello<X> const& hello) {
  const auto modes = find<PskKeyExchangeModes>(hello.extensions);
  return modes && modes->ke_modes.contains(PskKeyExchangeMode::psk_dhe_ke);
}

// Everything about a ClientHello but its shares and keys. Returns the suite's parts.
template <class S>
constexpr result<crypto::suite_info const*> check_client_hello(auto const& hello, ServerContext<S>& c) {
  offer const& ours = c.settings->accepted;
  if (hello.extensions.size() > max_client_hello_extensions) return errc::too_many_extensions;
  // RFC 8446, 4.2.1: without the extension a server "MUST negotiate TLS 1.2 or prior", which isn't spoken here.
  const auto versions = find<SupportedVersions>(hello.extensions);
  if (!versions || !select_common(ours.versions, versions->versions)) return errc::version_unsupported;
  // RFC 8446, 4.1.2: "For every TLS 1.3 ClientHello, this vector MUST contain exactly one byte, set to zero".
  if (!equal(hello.legacy_compression_methods, null_compression_only)) return errc::compression_not_null;
  if (error e = check_extensions(hello.extensions)) return e;
  suite_list of_this_version;
  for (CipherSuite one : ours.cipher_suites)
    if (crypto::find<typename S::backend>(one) != nullptr) (void)of_this_version.push(one);
  const auto suite = select_suite(of_this_version, hello.cipher_suites);
  if (!suite) return errc::no_common_cipher_suite;
  return crypto::find<typename S::backend>(*suite);
}

// The group to use. RFC 8446, 9.2 on what must be there; 4.2.8 on what shares must look like.
template <class S>
constexpr result<group_choice> choose_group(auto const& hello, ServerContext<S>& c) {
  const auto groups = find<NamedGroupList>(hello.extensions);
  const auto shares = find<KeyShareClientHello>(hello.extensions);
  if (!groups) return error{errc::extension_missing, "supported_groups"};
  if (!shares) return error{errc::extension_missing, "key_share"};
  bounded<NamedGroup, max_client_shares> seen;
  for (KeyShareEntry const& share : shares->client_shares) {
    // "Clients MUST NOT offer multiple KeyShareEntry values for the same group. Clients MUST NOT offer any KeyShareEntry
    // values for groups not listed in the client's "supported_groups" extension. Servers MAY check for violations of
    // these rules and abort the handshake with an "illegal_parameter" alert if one is violated."
    if (seen.contains(share.group) || !seen.push(share.group)) return error{errc::rule_broken, "client_shares"};
    if (!groups->named_group_list.contains(share.group)) return error{errc::rule_broken, "client_shares"};
  }
  const auto choice = select_group(c.settings->accepted.groups, groups->named_group_list, shares->client_shares);
  if (!choice) return errc::no_common_group;
  return *choice;
}

// Appends a HelloRetryRequest (RFC 8446, 4.1.4).
template <class X>
constexpr status write_retry(basic_client_hello<X> const& hello, CipherSuite suite, NamedGroup group, bytes cookie,
                             buffer& out) {
  outgoing_extensions<in::hello_retry_request, X> extensions;
  extensions.add(SelectedVersion{ProtocolVersion::tls13});
  extensions.add(KeyShareHelloRetryRequest{group});
  if (!cookie.empty()) extensions.add(Cookie{cookie});
  basic_hello_retry_request<X> retry;
  retry.legacy_session_id_echo = hello.legacy_session_id;
  retry.cipher_suite = suite;
  retry.extensions = extensions.view();
  return append_message(retry, out);
}

// A cookie from which another connection, on another machine, can go on. Empty without a protector.
template <class S>
constexpr result<buffer> make_cookie(crypto::suite_info const& suite, NamedGroup group, bytes client_hello,
                                     crypto::digest const& parts, ServerContext<S>& c) {
  buffer out;
  if (c.settings->cookies == nullptr) return out;
  const auto hash = crypto::hash_of(c.backend(), suite.hash, client_hello);
  if (!hash) return hash.error();
  const retry_cookie cookie{suite.id, group, static_cast<std::uint64_t>(c.now.seconds + retry_cookie_lifetime),
                            hash->view(), parts.view()};
  std::uint8_t octets[wire<retry_cookie>.max_size()];
  const auto encoded = build(cookie, octets);
  if (!encoded) return encoded.error();
  if (const status s = c.settings->cookies->seal(*encoded, c.now, out); !s) return s.error();
  return out;
}

template <class S>
constexpr auto send_retry(auto const& hello, crypto::suite_info const* suite, NamedGroup group, bytes raw,
                          ServerContext<S>& c) -> result<WaitRetriedClientHello<S>> {
  typename S::backend const& b = c.backend();
  const auto parts = fixed_parts(b, suite->hash, hello);
  if (!parts) return parts.error();
  auto cookie = make_cookie<S>(*suite, group, raw, *parts, c);
  if (!cookie) return cookie.error();
  buffer message;
  if (const status s = write_retry(hello, suite->id, group, cookie->view(), message); !s) return s.error();
  if (const status s = c.out.send(epoch::initial, message.view()); !s) return s.error();
  crypto::early_transcript first;
  if (!first.add(raw)) return errc::out_of_memory;
  c.info.hello_retried = true;
  c.compatibility_mode = !hello.legacy_session_id.empty();
  c.early_data_refused = find<EarlyDataIndication>(hello.extensions).has_value();
  return WaitRetriedClientHello<S>{first.retry(b, suite->hash, message.view()), suite, group, *parts,
                                   std::move(*cookie)};
}

// The hello is the one to go on with.
template <class S>
constexpr auto keep_hello(auto const& hello, crypto::suite_info const* suite, NamedGroup group, bytes raw,
                          std::optional<crypto::transcript<typename S::backend, after::HelloRetryRequest>>&& retry,
                          ServerContext<S>& c) -> result<AwaitSession<S>> {
  if (const status s = hello::server::take_parameters<S>(hello, c); !s) return s.error();
  c.compatibility_mode = !hello.legacy_session_id.empty();
  c.takes_tickets = offers_psk_dhe(hello);
  c.early_data_refused = find<EarlyDataIndication>(hello.extensions).has_value();
  AwaitSession<S> next{Hello<S>{.message = {}, .retry = std::move(retry), .suite = suite, .group = group}};
  if (!next.hello.message.append(raw)) return errc::out_of_memory;
  return next;
}

// RFC 8446, 4.1.2 on what may differ in a second ClientHello.
template <class S>
constexpr status check_second_hello(auto const& hello, crypto::suite_info const& suite, NamedGroup group,
                                    bytes first_parts, ServerContext<S>& c) {
  const auto parts = fixed_parts(c.backend(), suite.hash, hello);
  if (!parts) return parts.error();
  if (!equal(parts->view(), first_parts)) return errc::hello_changed;
  // "Removing the "early_data" extension if one was present. Early data is not permitted after a HelloRetryRequest."
  if (find<EarlyDataIndication>(hello.extensions)) return error{errc::hello_changed, "early_data"};
  // "by replacing the list of shares with a list containing a single KeyShareEntry from the indicated group."
  const auto shares = find<KeyShareClientHello>(hello.extensions);
  if (!shares) return error{errc::extension_missing, "key_share"};
  if (shares->client_shares.size() != 1 || shares->client_shares.front().group != group) return errc::group_changed;
  return done{};
}

// A first message that brings a cookie of ours: somebody, perhaps we, sent the HelloRetryRequest and forgot it.
template <class S>
constexpr auto resume_retry(auto const& hello, bytes sealed, bytes raw, ServerContext<S>& c)
    -> result<AwaitSession<S>> {
  typename S::backend const& b = c.backend();
  const auto opened = c.settings->cookies->open(sealed, c.now);
  if (!opened) return errc::cookie_mismatch;
  const auto cookie = parse<retry_cookie>(opened->view());
  if (!cookie || cookie->expires_at < static_cast<std::uint64_t>(c.now.seconds)) return errc::cookie_mismatch;
  auto const* suite = crypto::find<typename S::backend>(cookie->cipher_suite);
  if (suite == nullptr || !offered(c.settings->accepted.cipher_suites, cookie->cipher_suite) ||
      !offered(c.settings->accepted.groups, cookie->group))
    return errc::cookie_mismatch;
  if (const status s = check_second_hello<S>(hello, *suite, cookie->group, cookie->fixed_parts, c); !s)
    return s.error();
  buffer retry;
  if (const status s = write_retry(hello, suite->id, cookie->group, sealed, retry); !s) return s.error();
  c.info.hello_retried = true;
  return keep_hello<S>(
      hello, suite, cookie->group, raw,
      crypto::early_transcript::retry_from_hash(b, suite->hash, cookie->client_hello_hash, retry.view()), c);
}

}  // namespace server

template <class S>
constexpr auto Server<S>::on(hello::server::WaitClientHello<S>&&, received<ClientHello> m, context& c)
    -> Next<server::WaitRetriedClientHello<S>, server::AwaitSession<S>> {
  const auto suite = server::check_client_hello<S>(m.message, c);
  if (!suite) return suite.error();
  if (const auto cookie = find<Cookie>(m.message.extensions); cookie && c.settings->cookies != nullptr) {
    return server::resume_retry<S>(m.message, cookie->cookie, m.raw, c);
  }
  const auto choice = server::choose_group<S>(m.message, c);
  if (!choice) return choice.error();
  if (!choice->has_share) {
    return server::send_retry<S>(m.message, *suite, choice->group, m.raw, c);
  }
  return server::keep_hello<S>(m.message, *suite, choice->group, m.raw, std::nullopt, c);
}

template <class S>
constexpr auto Server<S>::on(server::WaitRetriedClientHello<S>&& state, received<ClientHello> m, context& c)
    -> Next<server::AwaitSession<S>> {
  const auto suite = server::check_client_hello<S>(m.message, c);
  if (!suite) return suite.error();
  // Before the comparison, which counts extensions of one type once.
  if (const status s = server::check_second_hello<S>(m.message, *state.suite, state.group, state.fixed_parts.view(), c);
      !s)
    return s.error();
  const auto cookie = find<Cookie>(m.message.extensions);
  if (!equal(cookie ? cookie->cookie : bytes{}, state.cookie.view())) return errc::cookie_mismatch;
  return server::keep_hello<S>(m.message, state.suite, state.group, m.raw, std::move(state.transcript), c);
}

}  // namespace cxtls::tls13
