// A policy without the edge can't take it, and has nothing to return in its place.
// error-gcc: use of deleted function 'cxtls::machine::never::never()'
// error-clang: call to deleted constructor of 'cxtls::machine::When<false, Connected>'
// error: a handler that returned one would leave the machine in the state that it moved from
#include "door.hpp"

struct shortcut {
  static constexpr auto on(Start&&, Open const&, context_type&)
      -> Next<AwaitVerdict, cxtls::machine::When<false, Connected>> {
    return cxtls::machine::When<false, Connected>{};
  }
};
