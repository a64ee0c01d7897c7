// first-error: a Finished is accepted without ChangeCipherSpec, in the clear
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitTicket<probe>&&, received<NewSessionTicket>, context&)
      -> Next<WaitChangeCipherSpec<probe>, WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
