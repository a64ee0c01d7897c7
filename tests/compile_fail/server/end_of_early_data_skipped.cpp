// first-error: a client that sends early data gets in without EndOfEarlyData
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitEndOfEarlyData<probe>&&, received<Finished>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
