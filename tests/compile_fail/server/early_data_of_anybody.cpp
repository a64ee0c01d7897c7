// error: early data is taken from a client without a session (RFC 8446, 4.2.10)
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(AwaitSession<probe>&&, received<KeyUpdate>, context&) -> Next<WaitEndOfEarlyData<probe>>;
};
static_assert(proven<probe, shortcut>());
