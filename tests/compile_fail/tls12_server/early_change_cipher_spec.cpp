// first-error: a ChangeCipherSpec is accepted before there are keys, or before the client proved who it is
// CVE-2014-0224
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitAnonymousKeyExchange<probe>&&, received<ChangeCipherSpec>, context&)
      -> Next<WaitAnonymousKeyExchange<probe>>;
};
static_assert(proven<probe, shortcut>());
