// first-error: renegotiation: a connection has one handshake
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(Connected<probe>&&, received<ClientHelloOf>, context&)
      -> Next<Connected<probe>, AwaitSession<probe>>;
};
static_assert(proven<probe, shortcut>());
