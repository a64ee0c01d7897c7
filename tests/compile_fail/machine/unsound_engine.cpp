// An engine doesn't rely on anybody having asked for the proof.
// first-error: this state asks a question but has no `on` for the answer
#include "door.hpp"

struct mute {
  using context = context_type;
  using states = cxtls::machine::list<Start, AwaitVerdict>;
  using messages = cxtls::machine::list<Finished>;
  using commands = cxtls::machine::list<Open>;
  static constexpr auto on(Start&&, Open const&, context&) -> Next<AwaitVerdict> { return AwaitVerdict{}; }
  static constexpr auto ask(AwaitVerdict const&, context&) -> answer<Verdict> { return Verdict{}; }
};
cxtls::machine::engine<mute> make() { return cxtls::machine::engine<mute>{Start{}}; }
