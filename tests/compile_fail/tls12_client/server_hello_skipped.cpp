// first-error: Connected without a ServerHello
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitServerHello<probe>&&, received<AnyCertificate>, context&)
      -> Next<WaitServerKeyExchange<probe>>;
};
static_assert(proven<probe, shortcut>());
