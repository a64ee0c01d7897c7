// first-error: a client that showed a certificate gets in without CertificateVerify (CVE-2015-0205)
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<Finished>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
