// What the other files add is what breaks them.
#include "broken.hpp"

struct the_same : honest {
  using honest::on;
  static constexpr auto on(Connected<probe>&&, received<CertificateStatus>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, the_same>());
