// error: the application's verdict on a resumed client can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(AwaitReverification<probe>&&, received<KeyUpdate>, context&) -> Next<WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
