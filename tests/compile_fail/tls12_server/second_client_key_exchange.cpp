// first-error: a second ClientKeyExchange is accepted
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitChangeCipherSpec<probe>&&, received<ClientKeyExchange>, context&)
      -> Next<WaitChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
