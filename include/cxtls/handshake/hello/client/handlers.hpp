// The client's first handler, which sends the ClientHello, and what it is made with: again after a HelloRetryRequest.
#pragma once
#include "cxtls/handshake/hello/client/transitions.hpp"
#include "cxtls/handshake/hello/client_hello.hpp"

namespace cxtls::hello {

namespace client {

constexpr std::optional<psk_hello> psk_hello_of(PskToOffer const* psk, unix_time now) {
  if (psk == nullptr || psk->is_older_session()) return std::nullopt;
  const bool imported = psk->imported() != nullptr;
  psk_hello hello{
      {psk->identity(), psk->obfuscated_ticket_age(now)}, psk->hash(), psk->is_external() && !imported, imported};
  if (psk->size() > 1) {
    hello.other_identity = PskIdentity{psk->identity(1), 0};
    hello.other_hash = psk->hash(1);
  }
  return hello;
}

// RFC 9258, 5.1: "Endpoints SHOULD generate a compatible ipskx for each target ciphersuite they offer." In the order of
// preference. Errors: config_unsupported_by_backend (the key's own hash), config_no_cipher_suite.
template <class B>
constexpr status import_for_suites(PskToOffer& psk, offer const& o) {
  if (psk.imported() == nullptr) return done{};
  if (!B::hashes.contains(psk.imported()->hash())) return errc::config_unsupported_by_backend;
  for (CipherSuite s : o.cipher_suites)
    if (auto const* suite = detail::find_suite<crypto::suite_info>(crypto::suite_table, o.own_suites, s))
      psk.import_for(suite->hash);
  if (psk.size() == 0) return errc::config_no_cipher_suite;
  return done{};
}

// RFC 8446, 4.2.10: early data goes under the session's suite and application protocol, as much as its ticket allows; no
// more than we would keep to give it back. It would be gone before a session's certificates are judged again.
template <class S>
constexpr std::size_t early_data_room(PskToOffer const* psk, ClientContext<S> const& c) {
  if (!c.settings->early_data || c.settings->reverify_on_resume || psk == nullptr || psk->is_external()) return 0;
  ticket const& t = *psk->session();
  bool same_protocol = t.alpn_protocol.empty();
  c.settings->offered.alpn.each([&](bytes name) { same_protocol |= equal(name, t.alpn_protocol.view()); });
  if (psk->is_older_session() || !same_protocol || crypto::find<typename S::backend>(t.cipher_suite) == nullptr)
    return 0;
  constexpr std::size_t kept = memory_of<typename S::policy>.flight;
  return t.max_early_data_size < kept ? t.max_early_data_size : kept;
}
// The keys of early data, and what is to be known of it later. Errors: backend_failed, out_of_memory.
template <class S>
constexpr status offer_early_data(PskToOffer const& psk, std::size_t room, bytes client_hello, ClientContext<S>& c) {
  auto const& b = c.backend();
  ticket const& t = *psk.session();
  auto const& suite = *crypto::find<typename S::backend>(t.cipher_suite);
  const auto hash = crypto::hash_of(b, suite.hash, client_hello);
  if (!hash) return hash.error();
  const auto secrets = psk.early_secret(b);
  if (!secrets) return secrets.error();
  const crypto::hash_upto<after::ClientHello> point{*hash};
  auto traffic = secrets->client_early_traffic(b, point);
  if (!traffic) return traffic.error();
  auto exporter = secrets->early_exporter(b, point);
  if (!exporter) return exporter.error();
  if constexpr (SeesKeys<decltype(c.observer)>) {
    c.log_key("CLIENT_EARLY_TRAFFIC_SECRET", traffic->expose());
    c.log_key("EARLY_EXPORTER_SECRET", exporter->expose());
  }
  c.early = box<early_offer>(early_offer{
      .cipher_suite = suite.id, .alpn_protocol = t.alpn_protocol, .room = room, .exporter = std::move(*exporter)});
  if (!c.early) return errc::out_of_memory;
  return c.out.install(suite, std::move(*traffic));
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
    input.certificate_compressions = c.settings->offered.certificate_compressions;
    input.delegated_schemes = c.settings->offered.delegated_schemes;
  }
  if (psk != nullptr && psk->is_older_session() && !psk->session()->by_session_id)
    input.session_ticket = psk->identity();
  const auto binders_at =
      build_client_hello<typename S::extensions, V>(c.settings->offered, input, sent, c.offered_extensions, c.own);
  if (!binders_at) return binders_at.error();
  if constexpr (has_tls13(V)) {
    if (input.psk) {
      std::size_t after = 0;
      for (std::size_t i = psk->size(); i-- > 0;) {
        const auto hash = partial_hash(psk->hash(i), sent.view().first(*binders_at));
        if (!hash) return hash.error();
        const auto binder = psk->binder(c.backend(), *hash, i);
        if (!binder) return binder.error();
        set_binder(sent, *binder, after);
        after += binder->size() + 1;
      }
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
  // The hello is a flight: a ticket that takes more than half of it stays at home.
  constexpr std::size_t room = memory_of<typename S::policy>.flight / 2;
  if (c.peer && next.psk &&
      (next.psk->identity().size() > room ||
       !next.psk->is_usable(*c.peer, c.settings->policy, c.settings->offered, c.now)))
    next.psk.reset();
  if (!c.peer && !next.psk) return errc::out_of_memory;  // the external key didn't find a place
  if (next.psk)
    if (const status s = client::import_for_suites<typename S::backend>(*next.psk, c.settings->offered); !s)
      return s.error();
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
  std::size_t early = 0;
  if constexpr (speaks_tls13<typename S::policy>) early = client::early_data_room<S>(next.psk.get(), c);
  const client_hello_input input{.random = c.client_random,
                                 .legacy_session_id = next.legacy_session_id.view(),
                                 .shares = shares.view(),
                                 .server_name = c.server_name(),
                                 .grease = next.grease,
                                 .early_data = early != 0};
  const auto partial_hash = [&](crypto::hash_algorithm hash, bytes truncated) {
    return crypto::partial_client_hello_hash(b, hash, truncated);
  };
  if (const status s = client::send_client_hello<S>(input, next.psk.get(), partial_hash, hello, c); !s)
    return s.error();
  if (!next.client_hello.add(hello.view())) return errc::out_of_memory;
  if constexpr (speaks_tls13<typename S::policy>)
    if (early != 0)
      if (const status s = client::offer_early_data<S>(*next.psk, early, hello.view(), c); !s) return s.error();
  return next;
}

}  // namespace cxtls::hello
