// first-error: a pre-shared key is used without having been looked up
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitClientHello<probe>&&, received<ClientHelloOf>, context&)
      -> Next<WaitRetriedClientHello<probe>, AwaitSession<probe>, AwaitReverification<probe>>;
};
static_assert(proven<probe, shortcut>());
