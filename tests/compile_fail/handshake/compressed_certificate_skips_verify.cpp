// A compressed certificate leads where a Certificate does, and nowhere else.
// first-error: the server's key is taken for proven without CertificateVerify
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<CompressedCertificate>, context&)
      -> Next<AwaitVerification<probe>>;
};
static_assert(proven<probe, shortcut>());
