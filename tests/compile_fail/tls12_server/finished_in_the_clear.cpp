// first-error: Connected without the client's ChangeCipherSpec: its Finished came unprotected
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitChangeCipherSpec<probe>&&, received<Finished>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
