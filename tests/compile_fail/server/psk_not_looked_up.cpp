// error: a pre-shared key is used without having been looked up
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(AwaitSession<probe>&&, received<KeyUpdate>, context&) -> Next<WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
