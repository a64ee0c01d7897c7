// Without this, the edge would just be missing from the graph.
// first-error: a handler of a transition class returns something else than Next<...>
#include "door.hpp"

struct blunt : door {
  static constexpr auto on(Start&&, Open const&, context&) -> Connected;
};
static_assert(cxtls::machine::graph<blunt>::reachable<Start, Start>());
