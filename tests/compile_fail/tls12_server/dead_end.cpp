// first-error: a state of the server is a dead end
#include "broken.hpp"

template <class>
struct Limbo {};
struct trap : honest {
  using states = machine::concat<honest::states, machine::list<Limbo<probe>>>;
  using honest::on;
  static constexpr auto on(WaitFinished<probe>&&, received<AnyCertificate>, context&) -> Next<Limbo<probe>>;
};
static_assert(proven<probe, trap>());
