// first-error: reachable_around<From, To, Avoided>: not a state of this machine
#include "door.hpp"

static_assert(door_graph::reachable_around<Start, Connected, Finished>());
