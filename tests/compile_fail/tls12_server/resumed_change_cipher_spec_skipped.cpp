// first-error: a Finished is read before ChangeCipherSpec (CVE-2014-0224)
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(AwaitReverification<probe>&&, Verified const&, context&)
      -> Next<WaitResumedChangeCipherSpec<probe>, WaitResumedFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
