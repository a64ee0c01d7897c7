// first-error: the application's verdict on a resumed client can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(AwaitSession<probe>&&, SessionChoice const&, context&)
      -> Next<AwaitReverification<probe>, AwaitCredential<probe>, WaitResumedChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
