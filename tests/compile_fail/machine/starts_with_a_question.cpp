// first-error: a machine can't start with a question: nobody would ask it
#include "door.hpp"

door_engine make() { return door_engine{AwaitVerdict{}}; }
