// first-error: a client's Certificate is accepted that wasn't asked for, or a second one
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitClientKeyExchange<probe>&&, received<AnyCertificate>, context&)
      -> Next<WaitClientKeyExchange<probe>>;
};
static_assert(proven<probe, shortcut>());
