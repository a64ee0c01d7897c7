// first-error: a client certificate is shown that wasn't asked for
#include "broken.hpp"

struct shortcut : honest {
  using honest::on;
  static constexpr auto on(WaitRequestOrDone<probe>&&, received<ServerHelloDone>, context&)
      -> Next<WaitTicket<probe>, WaitChangeCipherSpec<probe>, AwaitSignature<probe>>;
};
static_assert(proven<probe, shortcut>());
