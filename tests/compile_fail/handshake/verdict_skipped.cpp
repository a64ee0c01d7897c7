// first-error: the application's verdict on the server can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<CertificateVerify>, context&)
      -> Next<AwaitVerification<probe>, WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
