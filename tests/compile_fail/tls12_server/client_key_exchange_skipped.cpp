// first-error: Connected without the client's share, so without a secret (CVE-2023-3724)
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitClientKeyExchange<probe>&&, received<CertificateVerify>, context&)
      -> Next<AwaitVerification<probe>>;
};
static_assert(proven<probe, shortcut>());
