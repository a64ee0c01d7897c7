// first-error: a message of the handshake is accepted where none may stand
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitChangeCipherSpec<probe>&&, received<Finished>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
