// first-error: a full handshake and an abbreviated one mix
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitTicket<probe>&&, received<NewSessionTicket>, context&)
      -> Next<WaitChangeCipherSpec<probe>, WaitResumedChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
