// first-error: the application's verdict on a resumed session can be passed by
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  // Another question takes its place.
  static constexpr auto ask(AwaitReverification<probe> const&, context&) -> answer<cxtls::Signature>;
  static constexpr auto on(AwaitReverification<probe>&&, cxtls::Signature const&, context&)
      -> Next<WaitResumedChangeCipherSpec<probe>>;
  static auto on(AwaitReverification<probe>&&, Verified const&, context&)
      -> Next<WaitResumedChangeCipherSpec<probe>> = delete;
};
static_assert(proven<probe, shortcut>());
