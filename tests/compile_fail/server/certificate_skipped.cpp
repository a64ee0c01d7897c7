// first-error: a client counts as authenticated without a Certificate
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitCertificate<probe>&&, received<CertificateVerify>, context&)
      -> Next<AwaitVerification<probe>>;
};
static_assert(proven<probe, shortcut>());
