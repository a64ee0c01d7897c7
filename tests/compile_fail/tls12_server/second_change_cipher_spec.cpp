// first-error: ChangeCipherSpec and Finished come in that order, once each
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitFinished<probe>&&, received<ChangeCipherSpec>, context&) -> Next<WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
