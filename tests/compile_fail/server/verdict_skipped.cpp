// first-error: the application's verdict on the client can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<CertificateVerify>, context&)
      -> Next<AwaitVerification<probe>, WaitFinishedOfAuthenticated<probe>>;
};
static_assert(proven<probe, shortcut>());
