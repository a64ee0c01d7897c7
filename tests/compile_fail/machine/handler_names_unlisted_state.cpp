// first-error: a handler names a state that is not in the machine's list of states
#include "door.hpp"

struct Elsewhere {};
struct leaving : door {
  static constexpr auto on(Start&&, Open const&, context&) -> Next<Elsewhere>;
};
static_assert(cxtls::machine::graph<leaving>::reachable<Start, Start>());
