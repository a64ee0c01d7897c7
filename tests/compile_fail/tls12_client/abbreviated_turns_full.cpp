// first-error: a full handshake and an abbreviated one mix
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitResumedTicket<probe>&&, received<NewSessionTicket>, context&)
      -> Next<WaitResumedChangeCipherSpec<probe>, WaitChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
