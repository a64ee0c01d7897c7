// The edges are taken from the declarations: a definition can't have others.
// error-gcc: no declaration matches 'constexpr cxtls::machine::Next<Connected> client<S>::on(
// error-clang: return type of out-of-line definition of 'client::on' differs from that in the declaration
#include "door.hpp"

template <class S>
struct client {
  static constexpr auto on(Start&&, received<Finished>, context_type&) -> Next<WaitFinished>;
};
template <class S>
constexpr auto client<S>::on(Start&&, received<Finished>, context_type&) -> Next<Connected> {
  return Connected{};
}
