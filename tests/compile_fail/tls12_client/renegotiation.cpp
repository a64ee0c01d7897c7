// first-error: renegotiation: a connection has one handshake
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(Connected<probe>&&, received<HelloRequest>, context&)
      -> Next<Connected<probe>, WaitCertificate<probe>>;
};
static_assert(proven<probe, shortcut>());
