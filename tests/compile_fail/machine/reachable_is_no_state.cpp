// first-error: reachable<From, To>: not a state of this machine
#include "door.hpp"

static_assert(!door_graph::reachable<Start, Finished>());
