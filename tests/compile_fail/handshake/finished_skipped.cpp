// first-error: Connected without the server's Finished
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitFinished<probe>&&, received<KeyUpdate>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
