// first-error: a state of the client is a dead end
#include "broken.hpp"

struct Limbo {};
struct trap : honest {
  using states = machine::concat<honest::states, machine::list<Limbo>>;
  using honest::on;
  static constexpr auto on(WaitFinished<probe>&&, received<KeyUpdate>, context&) -> Next<Limbo>;
};
static_assert(proven<probe, trap>());
