// first-error: a ChangeCipherSpec is accepted before there are keys, or before the client proved who it is
// CVE-2015-0205
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificateVerify<probe>&&, received<ChangeCipherSpec>, context&)
      -> Next<WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
