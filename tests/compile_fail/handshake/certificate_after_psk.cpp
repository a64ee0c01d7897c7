// first-error: a handshake by a pre-shared key takes certificates
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitResumedFinished<probe>&&, received<Certificate>, context&)
      -> Next<WaitCertificateVerify<probe>>;
};
static_assert(proven<probe, shortcut>());
