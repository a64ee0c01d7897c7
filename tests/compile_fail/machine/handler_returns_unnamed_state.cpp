// error-gcc: could not convert 'Connected()' from 'Connected' to 'cxtls::machine::Next<WaitFinished>'
// error-clang: no viable conversion from returned value of type 'Connected' to function return type 'Next<WaitFinished>'
#include "door.hpp"

struct hasty {
  static constexpr auto on(AwaitVerdict&&, Verdict const&, context_type&) -> Next<WaitFinished> { return Connected{}; }
};
