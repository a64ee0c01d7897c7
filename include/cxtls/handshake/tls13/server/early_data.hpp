// May a client's early data be taken, and under which keys (RFC 8446, 4.2.10 and 8)? If not, it is skipped, and the session
// is resumed all the same.
#pragma once
#include "cxtls/handshake/hello/server/context.hpp"
#include "cxtls/handshake/tls13/server/transitions.hpp"
#include "cxtls/session/lifetime.hpp"

namespace cxtls::tls13::server {

// RFC 8446, 8.2: what tells one ClientHello from all others is its binder, which nobody makes without the key.
template <class S>
constexpr single_use_name name_of_hello(Hello<S> const& hello) {
  single_use_name name{};
  const auto parsed = hello.parsed();
  const auto offered = find<OfferedPsks>(parsed.extensions);
  const bytes binder = offered->binders.front().binder;
  copy(binder.first(name.size()), name.data());
  return name;
}

// RFC 8446, 4.2.10: the first PSK, and its session's version, suite and application protocol; of a ticket that allowed it.
// 8.2 and 8.3: fresh, and for the first time. The name is the session's anyway. Once asked, the store remembers.
template <class S>
constexpr bool may_take_early_data(AwaitReverification<S> const& state, session const& s, ServerContext<S>& c) {
  auto const& settings = *c.settings;
  if (settings.max_early_data_size == 0 || settings.single_use == nullptr || !c.early_data_refused) return false;
  c.info.early_data_accepted = false;
  const std::int64_t skew = *c.info.ticket_age_skew;
  if (state.selected_identity != 0 || state.hello.retry || s.max_early_data_size == 0 ||
      s.cipher_suite != state.hello.suite->id || !equal(s.alpn_protocol.view(), c.info.alpn()) ||
      skew < -early_data_clock_skew || skew > early_data_clock_skew)
    return false;
  return settings.single_use->admit(name_of_hello<S>(state.hello), c.now, c.now + early_data_window) ==
         admission::fresh;
}

// Errors: backend_failed, out_of_memory.
template <class S>
constexpr status open_early_data(Hello<S> const& hello, crypto::early_secret<typename S::backend> const& early,
                                 ServerContext<S>& c) {
  auto const& b = c.backend();
  const auto hash = crypto::hash_of(b, hello.suite->hash, hello.message.view());
  if (!hash) return hash.error();
  const crypto::hash_upto<after::ClientHello> point{*hash};
  auto traffic = early.client_early_traffic(b, point);
  if (!traffic) return traffic.error();
  auto exporter = early.early_exporter(b, point);
  if (!exporter) return exporter.error();
  if constexpr (SeesKeys<decltype(c.observer)>) {
    c.log_key("CLIENT_EARLY_TRAFFIC_SECRET", traffic->expose());
    c.log_key("EARLY_EXPORTER_SECRET", exporter->expose());
  }
  c.early_exporter = box<crypto::exporter_secret>(std::move(*exporter));
  if (!c.early_exporter) return errc::out_of_memory;
  c.info.early_data_accepted = true;
  c.early_data_refused = false;
  c.early_data_left = c.settings->max_early_data_size;
  return c.out.install(*hello.suite, std::move(*traffic));
}

}  // namespace cxtls::tls13::server
