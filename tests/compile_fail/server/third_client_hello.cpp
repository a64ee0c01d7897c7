// error: a third ClientHello is accepted, or renegotiation (RFC 8446, 4.1.2)
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(AwaitSession<probe>&&, received<ClientHelloOf>, context&) -> Next<AwaitSession<probe>>;
};
static_assert(proven<probe, shortcut>());
