// first-error: a state of the client can't be reached
#include "broken.hpp"

template <class>
struct Island {};
struct more : honest {
  using states = machine::concat<honest::states, machine::list<Island<probe>>>;
  using honest::on;
  static constexpr auto on(Island<probe>&&, received<Finished>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, more>());
