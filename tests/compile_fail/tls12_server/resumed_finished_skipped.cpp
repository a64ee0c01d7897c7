// first-error: a session is resumed without the client's Finished
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitResumedChangeCipherSpec<probe>&&, received<ChangeCipherSpec>, context&)
      -> Next<WaitResumedFinished<probe>, Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
