// first-error: the server's key is taken for proven without CertificateVerify
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<Finished>, context&) -> Next<WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
