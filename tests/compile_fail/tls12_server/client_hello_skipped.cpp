// first-error: Connected without a ClientHello
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitClientHello<probe>&&, received<ClientKeyExchange>, context&)
      -> Next<WaitChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
