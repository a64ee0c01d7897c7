// first-error: a client that was asked for a certificate gets in without a Certificate message
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitCertificate<probe>&&, received<Finished>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, shortcut>());
