// first-error: this state asks a question but has no `on` for the answer
#include "door.hpp"

struct mute {
  using context = context_type;
  using states = cxtls::machine::list<Start, AwaitVerdict>;
  using messages = cxtls::machine::list<>;
  using commands = cxtls::machine::list<Open>;
  static constexpr auto on(Start&&, Open const&, context&) -> Next<AwaitVerdict>;
  static constexpr auto ask(AwaitVerdict const&, context&) -> answer<Verdict>;
};
static_assert(cxtls::machine::every_await_is_sound<mute>());
