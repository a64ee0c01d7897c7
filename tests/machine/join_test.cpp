#include "cxtls/machine/join.hpp"

#include <catch2/catch_test_macros.hpp>

#include "cxtls/machine/engine.hpp"

using namespace cxtls::machine;

namespace {

struct Context {
  int greeted = 0;
};
struct Start {};
struct Wait {};
struct AwaitVerdict {};
struct Connected {};
struct Go {};
struct Verdict {};

struct beginning {
  using context = Context;
  using states = list<Start, Wait>;
  using messages = list<>;
  using commands = list<Go>;
  static constexpr auto on(Start&&, Go const&, context& c) -> Next<Wait> {
    ++c.greeted;
    return Wait{};
  }
  static void ask() = delete;
};
// Of each version a command of its own leads on.
template <class Choose>
struct version {
  struct Done {};
  using context = Context;
  using states = list<Done>;
  using messages = list<>;
  using commands = list<Choose, Go>;
  static constexpr auto on(Wait&&, Choose const&, context&) -> Next<Done> { return Done{}; }
  static void ask() = delete;
};
struct with_question {
  using context = Context;
  using states = list<AwaitVerdict, Connected>;
  using messages = list<>;
  using commands = list<>;
  static constexpr auto ask(AwaitVerdict const&, context&) -> answer<Verdict> { return pending; }
  static constexpr auto on(AwaitVerdict&&, Verdict const&, context&) -> Next<Connected> { return Connected{}; }
};
struct Old {};
struct New {};
using both = joined<beginning, version<New>, version<Old>>;
using one = joined<beginning, version<New>>;

}  // namespace

TEST_CASE("a joined machine has the states and inputs of its parts, each once, and begins with the first's") {
  STATIC_CHECK(std::is_same_v<both::states, list<Start, Wait, version<New>::Done, version<Old>::Done>>);
  STATIC_CHECK(std::is_same_v<both::commands, list<Go, New, Old>>);
  STATIC_CHECK(graph<both>::all_reachable_from<Start>());
  STATIC_CHECK(graph<both>::edges.size() == 3);
}

TEST_CASE("the edges of a part that isn't joined aren't there") {
  STATIC_CHECK(Handles<both, Wait, from_here<Old>>);
  STATIC_CHECK(Handles<one, Wait, from_here<New>>);
  STATIC_CHECK_FALSE(Handles<one, Wait, from_here<Old>>);
  STATIC_CHECK_FALSE(graph<both>::reachable<version<New>::Done, version<Old>::Done>());
}

TEST_CASE("only a part's questions are asked, of those that have any") {
  using asking = joined<beginning, with_question>;
  STATIC_CHECK(Asks<asking, AwaitVerdict>);
  STATIC_CHECK_FALSE(Asks<asking, Wait>);
  STATIC_CHECK(every_await_is_sound<asking>());
}

TEST_CASE("a joined machine runs from one part into another") {
  engine<both> e{Start{}};
  Context c;
  CHECK(e.command(Go{}, c));
  CHECK(c.greeted == 1);
  CHECK(e.command(Old{}, c));
  CHECK(e.is<version<Old>::Done>());
  CHECK_FALSE(e.command(New{}, c));
}
