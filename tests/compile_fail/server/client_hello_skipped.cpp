// first-error: Connected without a ClientHello, so without keys
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitClientHello<probe>&&, received<CertificateVerify>, context&)
      -> Next<AwaitCredential<probe>>;
};
static_assert(proven<probe, shortcut>());
