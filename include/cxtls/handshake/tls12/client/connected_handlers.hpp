// The TLS 1.2 client's handler after the handshake: there is no renegotiation.
#pragma once
#include "cxtls/handshake/tls12/client/transitions.hpp"

namespace cxtls::tls12 {

// RFC 5246, 7.4.1.1: a client that doesn't wish to renegotiate "may ... respond with a no_renegotiation alert", which is
// always a warning (7.2.2), and "servers SHOULD NOT repeat the request". One that insists will get no further: we end it.
template <class S>
constexpr auto Client<S>::on(client::Connected<S>&& state, received<HelloRequest>, context& c)
    -> Next<client::Connected<S>> {
  if (std::exchange(state.renegotiation_refused, true)) return errc::renegotiation_refused;
  if (const status s = c.out.add(send_warning{AlertDescription::no_renegotiation}); !s) return s.error();
  return std::move(state);
}

}  // namespace cxtls::tls12
