// first-error: a pre-shared key stands for certificates though no ServerHello selected it
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitCertificateOrRequest<probe>&&, received<EncryptedExtensions>, context&)
      -> Next<WaitResumedFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
