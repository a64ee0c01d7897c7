// first-error: a certificate of ours is shown without its signature
#include "broken.hpp"

struct shortcut : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(AwaitCredential<probe>&&, CredentialChoice const&, context&)
      -> Next<AwaitSignature<probe>, WaitFinished<probe>>;
};
static_assert(proven<probe, shortcut>());
