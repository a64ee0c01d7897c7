// first-error: a state's move may not throw: the one before it is gone
#include "door.hpp"

struct Fragile {
  Fragile() = default;
  Fragile(Fragile&&) noexcept(false) {}
};
struct careless {
  using context = context_type;
  using states = cxtls::machine::list<Fragile>;
  using messages = cxtls::machine::list<Finished>;
  using commands = cxtls::machine::list<>;
};
cxtls::machine::engine<careless> make() { return cxtls::machine::engine<careless>{Fragile{}}; }
