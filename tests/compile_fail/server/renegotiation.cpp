// first-error: a third ClientHello is accepted, or renegotiation (RFC 8446, 4.1.2)
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(Connected<probe>&&, received<ClientHelloOf>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
