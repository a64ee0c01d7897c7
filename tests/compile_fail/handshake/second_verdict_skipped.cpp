// first-error: the application's verdict on a resumed session can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  // Another question takes its place.
  static constexpr auto ask(AwaitReverification<probe> const&, context&) -> answer<Signature>;
  static constexpr auto on(AwaitReverification<probe>&&, Signature const&, context&)
      -> Next<WaitResumedFinished<probe>>;
  static auto on(AwaitReverification<probe>&&, Verified const&, context&) -> Next<WaitResumedFinished<probe>> = delete;
};
static_assert(proven<probe, shortcut>());
