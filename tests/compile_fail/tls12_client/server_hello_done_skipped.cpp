// first-error: Connected before the server's flight is complete
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitRequestOrDone<probe>&&, received<CertificateRequest>, context&)
      -> Next<WaitServerHelloDone<probe>, AwaitSignature<probe>>;
};
static_assert(proven<probe, shortcut>());
