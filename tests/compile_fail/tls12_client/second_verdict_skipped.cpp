// error: the application's verdict on a resumed session can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(AwaitReverification<probe>&&, received<NewSessionTicket>, context&)
      -> Next<WaitResumedChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
