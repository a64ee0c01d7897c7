// first-error: a third ClientHello is accepted, or renegotiation (RFC 8446, 4.1.2)
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitRetriedClientHello<probe>&&, received<ClientHelloOf>, context&)
      -> Next<WaitRetriedClientHello<probe>, AwaitSession<probe>>;
};
static_assert(proven<probe, shortcut>());
