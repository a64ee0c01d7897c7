// first-error: a Finished is accepted without ChangeCipherSpec, in the clear
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitResumedTicket<probe>&&, received<NewSessionTicket>, context&)
      -> Next<WaitResumedChangeCipherSpec<probe>, WaitResumedFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
