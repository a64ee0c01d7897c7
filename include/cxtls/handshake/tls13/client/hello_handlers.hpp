// The client's handlers up to the handshake keys: HelloRetryRequest, ServerHello.
#pragma once
#include "cxtls/handshake/hello/client/handlers.hpp"
#include "cxtls/handshake/hello/client/peer.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"
#include "cxtls/protocol/extension/check.hpp"

namespace cxtls::tls13 {

namespace client {

// What a ServerHello and a HelloRetryRequest have in common (RFC 8446, 4.1.3 and 4.1.4). The version first: a hello of
// another version follows other rules. Returns the suite's parts.
template <class S>
constexpr result<crypto::suite_info const*> check_server_hello(auto const& hello, auto const& state,
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
  // RFC 8446, 4.2.1: "If the "supported_versions" extension in the ServerHello contains a version not offered by the client
  // or contains a version prior to TLS 1.3, the client MUST abort the handshake with an "illegal_parameter" alert."
  if (version->selected_version != ProtocolVersion::tls13 || !offered(ours.versions, version->selected_version))
    return errc::version_not_offered;
  if (hello.legacy_version != ProtocolVersion::tls12) return error{errc::rule_broken, "legacy_version"};
  if (!equal(hello.legacy_session_id_echo, state.legacy_session_id.view())) return errc::session_id_mismatch;
  // RFC 8446, 4.1.3: "legacy_compression_method: A single byte which MUST have the value 0."
  if (hello.legacy_compression_method != CompressionMethod::null) return errc::compression_not_null;
  if (error e = check_extensions(hello.extensions, c.offered_extensions)) return e;
  if (const status s = c.own.keep(hello.extensions); !s) return s.error();
  if (!offered(ours.cipher_suites, hello.cipher_suite)) return errc::cipher_suite_not_offered;
  auto const* suite = crypto::find<typename S::backend>(hello.cipher_suite);
  if (suite == nullptr) return errc::cipher_suite_not_offered;  // it was for TLS 1.2
  if (!is_listed(*suite, hello::client::psk_hello_of(state.psk.get(), c.now))) return errc::cipher_suite_not_offered;
  return suite;
}

// Finishes the key exchange with the server's share, and derives and installs the handshake secrets (RFC 8446, 7.1).
// `psk` is what the (last) ClientHello offered.
template <class S>
constexpr auto accept_server_hello(crypto::transcript<typename S::backend, after::ServerHello>&& transcript,
                                   crypto::suite_info const* suite, basic_server_hello<typename S::extensions> const& m,
                                   crypto::any_key_exchange<typename S::backend>& ours, KeyShareEntry const& theirs,
                                   PskToOffer* psk, ClientContext<S>& c)
    -> Next<WaitEncryptedExtensions<S>, WaitResumedEncryptedExtensions<S>> {
  using B = typename S::backend;
  B const& b = c.backend();
  std::optional<PskAccepted> accepted;
  const auto selected = find<SelectedPsk>(m.extensions);
  if (selected) {
    const auto good = PskAccepted::check(psk, *selected, *suite);
    if (!good) return good.error();
    accepted = *good;
  } else if (!c.peer) {
    return errc::psk_not_selected;  // no certificate stands for an external key
  }
  const auto shared = ours.decapsulate(b, theirs.key_exchange);
  if (!shared) return shared.error();
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  auto early = accepted ? psk->early_secret(b, selected->selected_identity)
                        : crypto::early_secret<B>::without_psk(b, suite->hash);
  if (!early) return early.error();
  auto keys = derive_handshake_keys(suite, std::move(*early), *shared, *hash, c);
  if (!keys) return keys.error();
  if (const status s = c.out.install(*suite, copy_of(keys->server)); !s) return s.error();
  // RFC 8446, 4.2.10: early data was taken, if at all, under the session. EncryptedExtensions says.
  if (!accepted) c.refuse_early_data();
  if (!c.awaits_early_data())
    if (const status s = c.out.install(*suite, copy_of(keys->client)); !s) return s.error();
  c.info.version = ProtocolVersion::tls13;
  c.info.cipher_suite = suite->id;
  c.info.group = ours.group();
  if (!accepted) return WaitEncryptedExtensions<S>{std::move(transcript), std::move(*keys)};
  c.info.resumed = true;
  if (auto* session = psk->session()) hello::client::take_over(*session, c);
  return WaitResumedEncryptedExtensions<S>{std::move(transcript), std::move(*keys), *accepted};
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(hello::client::WaitServerHello<S>&& state, received<HelloRetryRequest> m, context& c)
    -> Next<client::WaitRetriedServerHello<S>> {
  typename S::backend const& b = c.backend();
  const auto suite = client::check_server_hello<S>(m.message, state, c);
  if (!suite) return suite.error();
  const auto asked = find<KeyShareHelloRetryRequest>(m.message.extensions);
  const auto cookie = find<Cookie>(m.message.extensions);
  // RFC 8446, 4.1.4: "Clients MUST abort the handshake with an "illegal_parameter" alert if the HelloRetryRequest would
  // not result in any change in the ClientHello."
  if (!asked && !cookie) return errc::retry_without_change;

  // RFC 8446, 4.1.2: the second ClientHello is the first one but for its shares (if another group was asked for), the
  // cookie and the PSK. It is built anew from the same offer; unchanged shares are taken from the first.
  hello::client::share_list shares;
  buffer octets;
  if (asked) {
    if (!offered(c.settings->offered.groups, asked->selected_group)) return errc::group_not_offered;
    if (hello::client::key_for(state.shares, asked->selected_group) != nullptr) return errc::group_already_shared;
    if (const status s =
            hello::client::generate_shares(b, group_list(asked->selected_group), state.shares, shares, octets);
        !s)
      return s.error();
  } else {
    const auto first = parse<basic_client_hello<X>>(state.client_hello.client_hello().subspan(handshake_header_size));
    if (!first) return first.error();
    const auto sent = find<KeyShareClientHello>(first->extensions);
    for (KeyShareEntry const& share : sent->client_shares) (void)shares.push(share);
  }
  // RFC 8446, 4.1.4: "removing any PSKs which are incompatible with the server's indicated cipher suite".
  // A session of TLS 1.2 stays in the hello: it isn't among what may change.
  if (state.psk && !state.psk->is_older_session() && !state.psk->keep((*suite)->hash)) state.psk.reset();
  auto before = state.client_hello.retry(b, (*suite)->hash, m.raw);
  if (c.awaits_early_data()) {
    c.refuse_early_data();
    if (const status s = c.out.add(retract_early_data{}); !s) return s.error();
  }
  buffer hello;
  const client_hello_input input{.random = c.client_random,
                                 .legacy_session_id = state.legacy_session_id.view(),
                                 .shares = shares.view(),
                                 .cookie = cookie ? cookie->cookie : bytes{},
                                 .server_name = c.server_name(),
                                 .grease = state.grease};
  // One hash is left.
  const auto partial_hash = [&](crypto::hash_algorithm, bytes truncated) {
    return crypto::partial_client_hello_hash(b, before, truncated);
  };
  if (const status s = hello::client::send_client_hello<S>(input, state.psk.get(), partial_hash, hello, c); !s)
    return s.error();
  c.info.hello_retried = true;
  return client::WaitRetriedServerHello<S>{std::move(state.shares),
                                           std::move(before).template add<after::ClientHello>(hello.view()),
                                           state.legacy_session_id, m.message.cipher_suite, std::move(state.psk)};
}

template <class S>
constexpr auto Client<S>::on(hello::client::WaitServerHello<S>&& state, received<ServerHello> m, context& c)
    -> Next<client::WaitEncryptedExtensions<S>, client::WaitResumedEncryptedExtensions<S>> {
  const auto suite = client::check_server_hello<S>(m.message, state, c);
  if (!suite) return suite.error();
  const auto share = find<KeyShareServerHello>(m.message.extensions);
  if (!share) return error{errc::extension_missing, "key_share"};
  auto* const ours = hello::client::key_for(state.shares, share->server_share.group);
  if (ours == nullptr) return errc::group_not_offered;
  auto transcript = state.client_hello.begin(c.backend(), (*suite)->hash).template add<after::ServerHello>(m.raw);
  return client::accept_server_hello<S>(std::move(transcript), *suite, m.message, *ours, share->server_share,
                                        state.psk.get(), c);
}

template <class S>
constexpr auto Client<S>::on(client::WaitRetriedServerHello<S>&& state, received<ServerHello> m, context& c)
    -> Next<client::WaitEncryptedExtensions<S>, client::WaitResumedEncryptedExtensions<S>> {
  const auto suite = client::check_server_hello<S>(m.message, state, c);
  if (!suite) return suite.error();
  // RFC 8446, 4.1.4: "the client MUST check that the cipher suite supplied in the ServerHello is the same as that in the
  // HelloRetryRequest and otherwise abort the handshake with an "illegal_parameter" alert."
  if (m.message.cipher_suite != state.cipher_suite) return errc::cipher_suite_changed;
  const auto share = find<KeyShareServerHello>(m.message.extensions);
  if (!share) return error{errc::extension_missing, "key_share"};
  auto* const ours = hello::client::key_for(state.shares, share->server_share.group);
  if (ours == nullptr) return errc::group_changed;
  return client::accept_server_hello<S>(std::move(state.transcript).template add<after::ServerHello>(m.raw), *suite,
                                        m.message, *ours, share->server_share, state.psk.get(), c);
}

}  // namespace cxtls::tls13
