// first-error: a state of the server can't be reached
#include "broken.hpp"

struct Island {};
struct more : honest {
  using states = machine::concat<honest::states, machine::list<Island>>;
  using honest::ask;
  using honest::on;
  static constexpr auto on(Island&&, received<KeyUpdate>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, more>());
