// first-error: this state awaits an answer from the application: it can't take another input as well
#include "door.hpp"

struct impatient {
  using context = context_type;
  using states = cxtls::machine::list<Start, AwaitVerdict, WaitFinished, Connected>;
  using messages = cxtls::machine::list<Finished>;
  using commands = cxtls::machine::list<Open>;
  static constexpr auto on(Start&&, Open const&, context&) -> Next<AwaitVerdict>;
  static constexpr auto ask(AwaitVerdict const&, context&) -> answer<Verdict>;
  static constexpr auto on(AwaitVerdict&&, Verdict const&, context&) -> Next<WaitFinished>;
  static constexpr auto on(AwaitVerdict&&, received<Finished>, context&) -> Next<Connected>;
};
static_assert(cxtls::machine::every_await_is_sound<impatient>());
