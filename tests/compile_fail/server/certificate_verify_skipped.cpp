// first-error: a client's key is taken for proven without CertificateVerify (CVE-2022-25640)
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<Finished>, context&)
      -> Next<WaitFinishedOfAuthenticated<probe>>;
};
static_assert(proven<probe, shortcut>());
