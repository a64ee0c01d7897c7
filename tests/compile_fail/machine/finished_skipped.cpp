// first-error: Connected without the peer's Finished
#include "door.hpp"

struct skipping : door {
  using door::on;
  static constexpr auto on(AwaitVerdict&&, Verdict const&, context&) -> Next<WaitFinished, Connected>;
};
static_assert(!cxtls::machine::graph<skipping>::reachable<Start, Connected>(cxtls::machine::without<Finished>{}),
              "Connected without the peer's Finished");
