// The client's first handler, which sends the ClientHello, and what it is made with: again after a HelloRetryRequest.
#pragma once
#include "cxtls/handshake/hello/client/transitions.hpp"
#include "cxtls/handshake/hello/client_hello.hpp"

namespace cxtls::hello {

namespace client {

constexpr std::optional<psk_hello> psk_hello_of(PskToOffer const* psk, unix_time now) {
  if (psk == nullptr || psk->is_older_session()) return std::nullopt;
  return psk_hello{{psk->identity(), psk->obfuscated_ticket_age(now)}, psk->hash(), psk->is_external()};
}

// Sends a ClientHello and keeps its octets in `sent`. `partial_hash` makes what a binder signs (RFC 8446, 4.2.11.2) of
// the hello up to its binders.
template <class S>
constexpr status send_client_hello(client_hello_input input, PskToOffer const* psk, auto const& partial_hash,
                                   buffer& sent, ClientContext<S>& c) {
  constexpr spoken V = spoken_by<typename S::policy>;
  if constexpr (has_tls13(V)) input.psk = psk_hello_of(psk, c.now);
  // Where an external key stands for certificates, nobody shows any.
  if (c.peer) {
    input.server_certificate_types = c.accepted_certificate_types();
    input.client_certificate_types = c.settings->offered.own_certificate_types;
  }
  if (psk != nullptr && psk->is_older_session() && !psk->session()->by_session_id)
    input.session_ticket = psk->identity();
  const auto binders_at =
      build_client_hello<typename S::extensions, V>(c.settings->offered, input, sent, c.offered_extensions, c.own);
  if (!binders_at) return binders_at.error();
  if constexpr (has_tls13(V)) {
    if (input.psk) {
      const auto hash = partial_hash(sent.view().first(*binders_at));
      if (!hash) return hash.error();
      const auto binder = psk->binder(c.backend(), *hash);
      if (!binder) return binder.error();
      set_binder(sent, *binder);
    }
  }
  c.info.psk_offered = psk != nullptr;
  return c.out.send(epoch::initial, sent.view());
}

// What a ClientHello has as its session ID. RFC 8446, 4.1.2: "A client which has a cached session ID set by a
// pre-TLS 1.3 server SHOULD set this field to that value." With a ticket of TLS 1.2, the server takes the session by
// echoing whatever stands there (RFC 5077, 3.4). RFC 8446, D.4: what looks like resumption keeps middleboxes calm.
// Errors: random_failed.
template <class S>
constexpr status choose_session_id(WaitServerHello<S>& next, ClientContext<S> const& c) {
  const bool old_session = next.psk && next.psk->is_older_session();
  if (old_session && next.psk->session()->by_session_id) {
    for (std::uint8_t octet : next.psk->identity()) (void)next.legacy_session_id.push(octet);
  } else if (old_session || offered(c.settings->offered.versions, ProtocolVersion::tls13)) {
    std::array<std::uint8_t, max_session_id> drawn{};
    if (!c.backend().random(drawn)) return errc::random_failed;
    for (std::uint8_t octet : drawn) (void)next.legacy_session_id.push(octet);
  }
  return done{};
}

// The shares of one ClientHello, and one of GREASE.
using share_list = bounded<KeyShareEntry, max_policy_groups + 1>;

// A key pair for each group. The shares view `octets`. Errors: out_of_memory, and those of generate().
template <class B>
constexpr status generate_shares(B const& b, group_list const& groups, KeyShares<B>& keys, share_list& shares,
                                 buffer& octets) {
  keys = {};
  if (!octets.resize(groups.size() * crypto::max_share_size)) return errc::out_of_memory;
  mutable_bytes room = octets.edit();
  for (NamedGroup group : groups) {
    if (!keys.push({})) return errc::out_of_memory;
    const auto share = keys[keys.size() - 1].generate(b, group, room.first(crypto::max_share_size));
    if (!share) return share.error();
    (void)shares.push({group, *share});
    room = room.subspan(crypto::max_share_size);
  }
  return done{};
}
// Null when the ClientHello had no share of the group.
template <class B>
constexpr crypto::any_key_exchange<B>* key_for(KeyShares<B>& keys, NamedGroup group) {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].group() == group) return &keys[i];
  return nullptr;
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(client::Start<S>&&, Connect const&, context& c) -> Next<client::WaitServerHello<S>> {
  typename S::backend const& b = c.backend();
  client::WaitServerHello<S> next{};
  next.psk = std::move(c.psk);
  if (c.peer && next.psk && !next.psk->is_usable(*c.peer, c.settings->policy, c.settings->offered, c.now))
    next.psk.reset();
  if (!c.peer && !next.psk) return errc::out_of_memory;  // the external key didn't find a place
  if (!b.random(c.client_random)) return errc::random_failed;
  if (const status s = client::choose_session_id(next, c); !s) return s.error();
  client::share_list shares;
  const std::uint8_t no_key[] = {0};
  if (c.settings->grease) {
    std::array<std::uint8_t, grease::size> drawn{};
    if (!b.random(drawn)) return errc::random_failed;
    next.grease.emplace(drawn);
    (void)shares.push({next.grease->group(), no_key});
  }
  buffer octets;
  if constexpr (speaks_tls13<typename S::policy>) {
    offer const& ours = c.settings->offered;
    if (offered(ours.versions, ProtocolVersion::tls13))
      if (const status s = client::generate_shares(b, ours.share_groups, next.shares, shares, octets); !s)
        return s.error();
  }
  buffer hello;
  const client_hello_input input{.random = c.client_random,
                                 .legacy_session_id = next.legacy_session_id.view(),
                                 .shares = shares.view(),
                                 .server_name = c.server_name(),
                                 .grease = next.grease};
  const auto partial_hash = [&](bytes truncated) {
    return crypto::partial_client_hello_hash(b, next.psk->hash(), truncated);
  };
  if (const status s = client::send_client_hello<S>(input, next.psk.get(), partial_hash, hello, c); !s)
    return s.error();
  if (!next.client_hello.add(hello.view())) return errc::out_of_memory;
  return next;
}

}  // namespace cxtls::hello
