// first-error: Connected without the server's signature
// CVE-2014-3572, CVE-2014-6593
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitServerKeyExchange<probe>&&, received<ServerHelloDone>, context&)
      -> Next<WaitTicket<probe>>;
};
static_assert(proven<probe, shortcut>());
