// The client's handlers up to the handshake keys: ClientHello, HelloRetryRequest, ServerHello.
#pragma once
#include "cxtls/handshake/hello/client_hello.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

namespace client {

// What a ServerHello and a HelloRetryRequest have in common (RFC 8446, 4.1.3 and 4.1.4). The version first: a hello of
// another version follows other rules. Returns the suite's parts.
template <class S>
constexpr result<crypto::suite_info const*> check_server_hello(auto const& hello, bytes legacy_session_id,
                                                               ClientContext<S>& c) {
  offer const& ours = c.settings->offered;
  auto const version = find<SelectedVersion>(hello.extensions);
  if (!version) {
    // RFC 8446, 9.2: the extension is "REQUIRED for all ClientHello, ServerHello, and HelloRetryRequest messages". Only
    // a ServerHello may be one of another version.
    if (hello.random == hello_retry_request_random) return error{errc::extension_missing, "supported_versions"};
    // RFC 8446, 4.1.3: "TLS 1.3 clients receiving a ServerHello indicating TLS 1.2 or below MUST check that the last 8
    // bytes are not equal to either of these values."
    if (has_downgrade_sentinel(hello.random)) return errc::downgrade_sentinel;
    return errc::version_unsupported;
  }
  if (!offered(ours.versions, version->selected_version)) return errc::version_not_offered;
  if (hello.legacy_version != ProtocolVersion::tls12) return error{errc::rule_broken, "legacy_version"};
  if (!equal(hello.legacy_session_id_echo, legacy_session_id)) return errc::session_id_mismatch;
  // RFC 8446, 4.1.3: "legacy_compression_method: A single byte which MUST have the value 0."
  if (hello.legacy_compression_method != CompressionMethod::null) return errc::compression_not_null;
  if (error e = check_extensions(hello.extensions, c.offered_extensions)) return e;
  if (!offered(ours.cipher_suites, hello.cipher_suite)) return errc::cipher_suite_not_offered;
  return crypto::find<typename S::backend>(hello.cipher_suite);
}

// Sends a ClientHello with this share and keeps its octets in `sent`.
template <class S>
constexpr status send_client_hello(bytes legacy_session_id, KeyShareEntry const& share, bytes cookie, buffer& sent,
                                   ClientContext<S>& c) {
  const client_hello_input input{c.client_random, legacy_session_id, share, cookie, c.server_name()};
  if (const status s =
          build_client_hello<typename S::extensions>(c.settings->offered, input, sent, c.offered_extensions);
      !s)
    return s;
  return c.out.send(epoch::initial, sent.view());
}

// The handshake secrets (RFC 8446, 7.1), installed for both directions.
template <class S>
constexpr auto start_handshake_keys(crypto::transcript<typename S::backend, after::ServerHello>&& transcript,
                                    crypto::suite_info const* suite, crypto::shared_secret const& shared,
                                    ClientContext<S>& c) -> Next<WaitEncryptedExtensions<S>> {
  using B = typename S::backend;
  B const& b = c.backend();
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  auto early = crypto::early_secret<B>::without_psk(b, suite->hash);
  if (!early) return early.error();
  auto keys = derive_handshake_keys(suite, std::move(*early), shared, *hash, c);
  if (!keys) return keys.error();
  if (const status s = c.out.install(*suite, copy_of(keys->server)); !s) return s.error();
  if (const status s = c.out.install(*suite, copy_of(keys->client)); !s) return s.error();
  return WaitEncryptedExtensions<S>{std::move(transcript), std::move(*keys)};
}

// Finishes the key exchange with the server's share.
template <class S>
constexpr auto accept_share(crypto::transcript<typename S::backend, after::ServerHello>&& transcript,
                            crypto::suite_info const* suite, KeyShareServerHello const& theirs,
                            crypto::any_key_exchange<typename S::backend>& ours, ClientContext<S>& c)
    -> Next<WaitEncryptedExtensions<S>> {
  const auto shared = ours.decapsulate(c.backend(), theirs.server_share.key_exchange);
  if (!shared) return shared.error();
  c.info.version = ProtocolVersion::tls13;
  c.info.cipher_suite = suite->id;
  c.info.group = ours.group();
  return start_handshake_keys<S>(std::move(transcript), suite, *shared, c);
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::Start<S>&&, Connect const&, context& c) -> Next<client::WaitServerHello<S>> {
  client::WaitServerHello<S> next{};
  if (!c.backend().random(c.client_random)) return errc::random_failed;
  // RFC 8446, D.4: a session ID that looks like resumption keeps middleboxes calm.
  if (!c.backend().random(next.legacy_session_id)) return errc::random_failed;
  std::array<std::uint8_t, crypto::max_share_size> octets;
  const auto share = next.key_exchange.generate(c.backend(), c.settings->offered.groups[0], octets);
  if (!share) return share.error();
  buffer hello;
  if (const status s =
          client::send_client_hello<S>(next.legacy_session_id, {next.key_exchange.group(), *share}, {}, hello, c);
      !s)
    return s.error();
  if (!next.client_hello.add(hello.view())) return errc::out_of_memory;
  return next;
}

template <class S>
constexpr auto Client<S>::on(client::WaitServerHello<S>&& state, received<HelloRetryRequest> m, context& c)
    -> Next<client::WaitRetriedServerHello<S>> {
  const auto suite = client::check_server_hello<S>(m.message, state.legacy_session_id, c);
  if (!suite) return suite.error();
  const auto asked = find<KeyShareHelloRetryRequest>(m.message.extensions);
  const auto cookie = find<Cookie>(m.message.extensions);
  // RFC 8446, 4.1.4: "Clients MUST abort the handshake with an "illegal_parameter" alert if the HelloRetryRequest would
  // not result in any change in the ClientHello."
  if (!asked && !cookie) return errc::retry_without_change;

  // RFC 8446, 4.1.2: the second ClientHello is the first one but for its share (if another group was asked for) and the
  // cookie. It is built anew from the same offer; an unchanged share is taken from the first.
  std::array<std::uint8_t, crypto::max_share_size> octets;
  KeyShareEntry share{};
  if (asked) {
    if (!offered(c.settings->offered.groups, asked->selected_group)) return errc::group_not_offered;
    if (asked->selected_group == state.key_exchange.group()) return errc::group_already_shared;
    const auto fresh = state.key_exchange.generate(c.backend(), asked->selected_group, octets);
    if (!fresh) return fresh.error();
    share = {asked->selected_group, *fresh};
  } else {
    const auto first = parse<basic_client_hello<X>>(state.client_hello.client_hello().subspan(handshake_header_size));
    if (!first) return first.error();
    share = find<KeyShareClientHello>(first->extensions)->client_shares.front();
  }
  buffer hello;
  if (const status s =
          client::send_client_hello<S>(state.legacy_session_id, share, cookie ? cookie->cookie : bytes{}, hello, c);
      !s)
    return s.error();
  c.info.hello_retried = true;
  return client::WaitRetriedServerHello<S>{
      std::move(state.key_exchange),
      state.client_hello.retry(c.backend(), (*suite)->hash, m.raw).template add<after::ClientHello>(hello.view()),
      state.legacy_session_id, m.message.cipher_suite};
}

template <class S>
constexpr auto Client<S>::on(client::WaitServerHello<S>&& state, received<ServerHello> m, context& c)
    -> Next<client::WaitEncryptedExtensions<S>> {
  const auto suite = client::check_server_hello<S>(m.message, state.legacy_session_id, c);
  if (!suite) return suite.error();
  const auto share = find<KeyShareServerHello>(m.message.extensions);
  if (!share) return error{errc::extension_missing, "key_share"};
  if (share->server_share.group != state.key_exchange.group()) return errc::group_not_offered;
  auto transcript = state.client_hello.begin(c.backend(), (*suite)->hash).template add<after::ServerHello>(m.raw);
  return client::accept_share<S>(std::move(transcript), *suite, *share, state.key_exchange, c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitRetriedServerHello<S>&& state, received<ServerHello> m, context& c)
    -> Next<client::WaitEncryptedExtensions<S>> {
  const auto suite = client::check_server_hello<S>(m.message, state.legacy_session_id, c);
  if (!suite) return suite.error();
  // RFC 8446, 4.1.4: "the client MUST check that the cipher suite supplied in the ServerHello is the same as that in the
  // HelloRetryRequest and otherwise abort the handshake with an "illegal_parameter" alert."
  if (m.message.cipher_suite != state.cipher_suite) return errc::cipher_suite_changed;
  const auto share = find<KeyShareServerHello>(m.message.extensions);
  if (!share) return error{errc::extension_missing, "key_share"};
  if (share->server_share.group != state.key_exchange.group()) return errc::group_changed;
  return client::accept_share<S>(std::move(state.transcript).template add<after::ServerHello>(m.raw), *suite, *share,
                                 state.key_exchange, c);
}

}  // namespace cxtls::tls13
