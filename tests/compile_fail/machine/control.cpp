// What the other files of this folder get wrong, done right.
#include "door.hpp"

using cxtls::machine::without;

static_assert(cxtls::machine::every_await_is_sound<door>());
static_assert(door_graph::all_reachable_from<Start>() && door_graph::all_lead_to<Connected>());
static_assert(door_graph::reachable<Start, Connected>());
static_assert(!door_graph::reachable<Start, Connected>(without<Finished>{}), "Connected without Finished");
static_assert(!door_graph::reachable_around<Start, Connected, AwaitVerdict>());

constexpr bool opens() {
  context_type c;
  door_engine e{Start{}};
  if (!e.command(Open{}, c)) return false;
  auto question = e.take_question<Verdict>();
  auto mine = std::move(question);
  if (e.resume(std::move(mine), Verdict{}, c) != cxtls::machine::resumed::ok) return false;
  e.deliver(0, {}, {}, c);
  return e.is<Connected>();
}
static_assert(opens());

constexpr bool refuses() {
  context_type c;
  door_engine e{Start{}};
  if (!e.command(Open{}, c)) return false;
  auto question = e.take_question<Verdict>();
  return e.refuse(std::move(question), cxtls::error{cxtls::errc::canceled}, c) == cxtls::machine::resumed::ok;
}
static_assert(refuses());

// A handler declared under a policy, and defined with the same return type.
template <bool Optional>
struct policed {
  using context = context_type;
  using states = cxtls::machine::list<Start, Connected, WaitFinished>;
  using messages = cxtls::machine::list<Finished>;
  using commands = cxtls::machine::list<>;
  static constexpr auto on(Start&&, received<Finished>, context&)
      -> Next<Connected, cxtls::machine::When<Optional, WaitFinished>>;
};
template <bool Optional>
constexpr auto policed<Optional>::on(Start&&, received<Finished>, context&)
    -> Next<Connected, cxtls::machine::When<Optional, WaitFinished>> {
  if constexpr (Optional) return WaitFinished{};
  return Connected{};
}
template <bool Optional>
constexpr bool waits_again() {
  context_type c;
  cxtls::machine::engine<policed<Optional>> e{Start{}};
  e.deliver(0, {}, {}, c);
  return e.template is<WaitFinished>();
}
static_assert(waits_again<true>() && !waits_again<false>());
