// first-error: a session is resumed without having been looked up
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitClientHello<probe>&&, received<ClientHelloOf>, context&)
      -> Next<AwaitSession<probe>, AwaitReverification<probe>>;
};
static_assert(proven<probe, shortcut>());
