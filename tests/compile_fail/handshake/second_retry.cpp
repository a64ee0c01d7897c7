// first-error: a second HelloRetryRequest is accepted (RFC 8446, 4.1.4)
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitRetriedServerHello<probe>&&, received<HelloRetryRequest>, context&)
      -> Next<WaitRetriedServerHello<probe>>;
};
static_assert(proven<probe, shortcut>());
