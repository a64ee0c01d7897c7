// first-error: reachable(without<Input>): not an input of this machine
#include "door.hpp"

static_assert(door_graph::reachable<Start, Connected>(cxtls::machine::without<WaitFinished>{}));
