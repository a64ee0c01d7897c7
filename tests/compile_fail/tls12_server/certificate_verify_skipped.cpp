// first-error: a client that showed a certificate gets in without CertificateVerify (CVE-2015-0205)
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitClientKeyExchange<probe>&&, received<ClientKeyExchange>, context&)
      -> Next<WaitCertificateVerify<probe>, WaitChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
