// error: a certificate of ours is shown without its signature
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(AwaitSignature<probe>&&, received<KeyUpdate>, context&) -> Next<WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
