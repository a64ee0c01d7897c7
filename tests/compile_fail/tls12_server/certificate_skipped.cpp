// first-error: a client that was asked for a certificate gets in without a Certificate message
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificate<probe>&&, received<ClientKeyExchange>, context&)
      -> Next<WaitChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
