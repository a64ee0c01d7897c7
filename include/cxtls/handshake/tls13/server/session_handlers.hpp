// The server's handlers for pre-shared keys: which of those offered is known, and may it be used (RFC 8446, 4.2.11)?
#pragma once
#include "cxtls/handshake/hello/server/sessions.hpp"
#include "cxtls/handshake/tls13/server/early_data.hpp"
#include "cxtls/handshake/tls13/server/flight.hpp"
#include "cxtls/handshake/tls13/server/hello_handlers.hpp"
#include "cxtls/handshake/verdict.hpp"

namespace cxtls::tls13 {

namespace server {

// Identities that are looked at. A client of ours offers one, or one for each hash; each may cost a decryption or a
// store's answer.
inline constexpr std::size_t max_psk_identities = 4;
// What the key is decides what it is called in its binder (RFC 8446, 7.1; RFC 9258, 5.2).
enum class psk_kind : std::uint8_t { ticket, external, imported };

// RFC 8446, 4.2.9: "If clients offer "pre_shared_key" without a "psk_key_exchange_modes" extension, servers MUST abort
// the handshake." 4.2.11: one binder for each identity.
template <class X>
constexpr error check_psk_offer(basic_client_hello<X> const& hello) {
  const auto offered = find<OfferedPsks>(hello.extensions);
  if (!offered) return {};
  if (!find<PskKeyExchangeModes>(hello.extensions)) return {errc::extension_missing, "psk_key_exchange_modes"};
  if (offered->binders.size() != offered->identities.size()) return {errc::rule_broken, "binders"};
  return {};
}

// Does everything that the session rests on still hold? If not, a full handshake follows, never an error: resumption
// must not widen what was authenticated (CVE-2025-23048, CVE-2025-23419, CVE-2025-68121).
template <class S>
constexpr bool still_good(session const& s, Hello<S> const& hello, ServerContext<S> const& c) {
  auto const* suite = crypto::find<typename S::backend>(s.cipher_suite);
  return s.version == ProtocolVersion::tls13 && suite != nullptr && suite->hash == hello.suite->hash &&
         s.psk.size() == crypto::hash_size(suite->hash) && may_resume(s, c.now) && s.policy == c.settings->policy &&
         hello::server::still_takes(s, hello.parsed()) && equal(s.server_name.view(), c.info.server_name->view()) &&
         (c.settings->clients != client_authentication::required || !s.client_certificates.empty());
}

// The binder of this identity, checked (RFC 8446, 4.2.11.2): it signs the hello up to the binders, which the descriptor
// marks.
template <class S>
constexpr result<PskVerified> check_binder(Hello<S> const& hello, OfferedPsks const& offered, std::size_t index,
                                           crypto::binder_key const& key, ServerContext<S> const& c) {
  const bytes body = hello.message.view().subspan(handshake_header_size);
  reader r(body);
  basic_client_hello<typename S::extensions> again;
  (void)wire<basic_client_hello<typename S::extensions>>.read(r, again);
  const bytes truncated = hello.message.view().first(handshake_header_size + r.marked());
  const auto hash = hello.retry ? crypto::partial_client_hello_hash(c.backend(), *hello.retry, truncated)
                                : crypto::partial_client_hello_hash(c.backend(), hello.suite->hash, truncated);
  if (!hash) return hash.error();
  const auto expected = key.binder(c.backend(), *hash);
  if (!expected) return expected.error();
  std::size_t i = 0;
  for (PskBinderEntry const& entry : offered.binders)
    if (i++ == index) return PskVerified::check<typename S::backend>(*expected, entry.binder);
  return errc::psk_not_offered;
}

// RFC 8446, 4.2.11.1: the client's view of the ticket's age less ours, in seconds.
template <class S>
constexpr std::int64_t age_skew(Hello<S> const& hello, std::size_t index, session const& s, unix_time now) {
  const auto parsed = hello.parsed();
  const auto offered = find<OfferedPsks>(parsed.extensions);
  std::size_t i = 0;
  for (PskIdentity const& one : offered->identities)
    if (i++ == index) {
      const std::uint32_t milliseconds = one.obfuscated_ticket_age - s.ticket_age_add;
      return static_cast<std::int64_t>(milliseconds / 1000) - (now.seconds - s.issued_at.seconds);
    }
  return 0;
}

// A key that may be used: the schedule starts from it.
template <class S>
constexpr auto accept_psk(AwaitSession<S>&& state, std::uint16_t index, bytes psk, psk_kind kind,
                          ClientIdentity&& identity, ServerContext<S>& c) -> result<AwaitReverification<S>> {
  using B = typename S::backend;
  const auto offered = find<OfferedPsks>(state.hello.parsed().extensions);
  if (!offered || index >= offered->identities.size()) return errc::psk_not_offered;
  auto early = crypto::early_secret<B>::from_psk(c.backend(), state.hello.suite->hash, psk);
  if (!early) return early.error();
  auto const key = kind == psk_kind::imported   ? early->imported_binder_key(c.backend())
                   : kind == psk_kind::external ? early->external_binder_key(c.backend())
                                                : early->resumption_binder_key(c.backend());
  if (!key) return key.error();
  const auto verified = check_binder<S>(state.hello, *offered, index, *key, c);
  if (!verified) return verified.error();
  replace(identity.proof, *verified);
  return AwaitReverification<S>{std::move(state.hello), std::move(*early), index, std::move(identity)};
}

}  // namespace server

template <class S>
constexpr auto Server<S>::ask(server::AwaitSession<S> const& state, context& c) -> answer<SessionChoice> {
  const ClientHello hello = state.hello.parsed();
  if (const error e = server::check_psk_offer(hello)) return e;
  const auto offered = find<OfferedPsks>(hello.extensions);
  if (!offered || !server::offers_psk_dhe(hello)) return SessionChoice{};
  std::uint16_t index = 0;
  for (PskIdentity const& one : offered->identities) {
    if (index == server::max_psk_identities) break;
    for (std::size_t i = 0; i < c.settings->psks.size(); ++i)
      if (external_psk const& known = c.settings->psks[i];
          equal(known.identity(), one.identity) && known.hash() == state.hello.suite->hash)
        return SessionChoice{index, known.duplicate()};
    if (c.settings->sessions != nullptr) {
      auto found = c.settings->sessions->find(one.identity, c.now);
      if (found.is_pending()) return machine::pending;
      if (auto const* why = found.refusal()) return *why;
      if (auto& s = found.value()->session; s && server::still_good<S>(*s, state.hello, c))
        return SessionChoice{index, std::move(*s)};
    }
    ++index;
  }
  // Imported keys by our own preference: a client names each of its keys once for every hash.
  for (std::size_t i = 0; i < c.settings->imported_psks.size(); ++i) {
    server_psk const& known = c.settings->imported_psks[i];
    const imported_identity name = known.identity(state.hello.suite->hash);
    index = 0;
    for (PskIdentity const& one : offered->identities) {
      if (index == server::max_psk_identities) break;
      if (equal(name.view(), one.identity)) return SessionChoice{index, known.duplicate()};
      ++index;
    }
  }
  return SessionChoice{};
}

template <class S>
constexpr auto Server<S>::on(server::AwaitSession<S>&& state, SessionChoice const& choice, context& c)
    -> Next<server::AwaitReverification<S>, server::AwaitCredential<S>> {
  // RFC 8446, 4.2.11: "The server MUST ensure that it selects a compatible PSK (if any) and cipher suite."
  if (auto const* psk = std::get_if<external_psk>(&choice.key);
      psk != nullptr && psk->hash() == state.hello.suite->hash) {
    return server::accept_psk<S>(std::move(state), choice.index, psk->expose(), server::psk_kind::external,
                                 {.authenticated_at = c.now}, c);
  }
  if (auto const* imported = std::get_if<server_psk>(&choice.key)) {
    const auto psk = imported->key(c.backend(), state.hello.suite->hash);
    if (!psk) return psk.error();
    return server::accept_psk<S>(std::move(state), choice.index, psk->expose(), server::psk_kind::imported,
                                 {.authenticated_at = c.now}, c);
  }
  auto const* s = std::get_if<session>(&choice.key);
  // The application may have answered with a session of its own: the rules are the same for it.
  if (s == nullptr || !server::still_good<S>(*s, state.hello, c))
    return server::AwaitCredential<S>{std::move(state.hello)};
  const auto good = hello::server::chain_still_good<S>(*s, c);
  if (!good) return good.error();
  if (!*good) return server::AwaitCredential<S>{std::move(state.hello)};
  auto next = server::accept_psk<S>(std::move(state), choice.index, s->psk.expose(), server::psk_kind::ticket,
                                    {.authenticated_at = s->authenticated_at,
                                     .authenticated_until = s->authenticated_until,
                                     .signature_scheme = s->peer_signature_scheme},
                                    c);
  if (!next) return next.error();
  if (const status taken = hello::server::take_over<S>(*s, c); !taken) return taken.error();
  c.info.ticket_age_skew = server::age_skew<S>(next->hello, choice.index, *s, c.now);
  next->takes_early_data = server::may_take_early_data<S>(*next, *s, c);
  return std::move(*next);
}

// Policy and application judge a certificate again, if that was wanted, before anything is sent.
template <class S>
constexpr auto Server<S>::ask(server::AwaitReverification<S> const&, context& c) -> answer<Verified> {
  if (c.settings->reverify_on_resume && !c.chain.empty()) return verdict<S>(c);
  return Verified{};
}

template <class S>
constexpr auto Server<S>::on(server::AwaitReverification<S>&& state, Verified const&, context& c)
    -> Next<server::WaitFinished<S>, server::WaitEndOfEarlyData<S>> {
  c.info.resumed = true;
  if (state.takes_early_data)
    if (const status taken = server::open_early_data<S>(state.hello, state.early, c); !taken) return taken.error();
  auto opened = server::say_hello<S>(state.hello, std::move(state.early), state.selected_identity, c);
  if (!opened) return opened.error();
  auto flight = server::finish_flight<S>(std::move(opened->transcript), std::move(opened->keys), c);
  if (!flight) return flight.error();
  if (state.takes_early_data) return server::WaitEndOfEarlyData<S>{std::move(*flight), std::move(state.client)};
  return server::WaitFinished<S>{std::move(*flight), std::move(state.client)};
}

}  // namespace cxtls::tls13
