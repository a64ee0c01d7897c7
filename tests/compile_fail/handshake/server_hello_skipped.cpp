// first-error: Connected without a ServerHello, so without keys
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitServerHello<probe>&&, received<EncryptedExtensions>, context&)
      -> Next<WaitCertificateOrRequest<probe>>;
};
static_assert(proven<probe, shortcut>());
