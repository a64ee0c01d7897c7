// error: the choice of a client certificate can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(AwaitCredential<probe>&&, received<ServerHelloDone>, context&)
      -> Next<AwaitSignature<probe>>;
};
static_assert(proven<probe, shortcut>());
