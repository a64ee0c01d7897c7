// first-error: Connected without the server's Certificate
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificate<probe>&&, received<CertificateVerify>, context&)
      -> Next<AwaitVerification<probe>>;
};
static_assert(proven<probe, shortcut>());
