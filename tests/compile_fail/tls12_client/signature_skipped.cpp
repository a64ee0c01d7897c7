// (First comes the rule that a state which asks takes nothing else: there is no other way out of AwaitSignature.)
// error: a client certificate is shown without its signature
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(AwaitSignature<probe>&&, received<NewSessionTicket>, context&)
      -> Next<WaitChangeCipherSpec<probe>>;
};
static_assert(proven<probe, shortcut>());
