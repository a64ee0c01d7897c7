#include "cxtls/machine/diagram.hpp"

#include "machine/toy.hpp"
#include "wire/verbs.hpp"

using namespace cxtls::machine;

namespace {
// The pieces of a picture, put together.
struct canvas {
  char text[2048]{};
  std::size_t size = 0;
  constexpr void operator()(std::string_view piece) {
    for (char c : piece) text[size++] = c;
  }
  constexpr std::string_view view() const { return {text, size}; }
};
template <class T>
constexpr bool mermaid_is(std::string_view expected) {
  canvas c;
  mermaid<T>(c);
  return c.view() == expected;
}
template <class T>
constexpr bool dot_is(std::string_view expected) {
  canvas c;
  dot<T>(c);
  return c.view() == expected;
}

constexpr std::string_view full_mermaid = R"(stateDiagram-v2
  Start --> WaitHello: Open
  WaitHello --> AwaitVerdict: Hello
  WaitHello --> WaitFinished: Hello
  WaitHello --> WaitHello: Retry
  AwaitVerdict --> WaitFinished: Verdict
  WaitFinished --> AwaitSignature: Finished
  WaitFinished --> Connected: Finished
  AwaitSignature --> Connected: Signature
  Connected --> Connected: Ticket
  Connected --> Connected: Update
)";
constexpr std::string_view lean_dot = R"(digraph machine {
  rankdir=LR;
  node [shape=box, style=rounded];
  Start -> WaitHello [label="Open"];
  WaitHello -> AwaitVerdict [label="Hello"];
  AwaitVerdict -> WaitFinished [label="Verdict"];
  WaitFinished -> AwaitSignature [label="Finished"];
  WaitFinished -> Connected [label="Finished"];
  AwaitSignature -> Connected [label="Signature"];
  Connected -> Connected [label="Ticket"];
  Connected -> Connected [label="Update"];
}
)";

struct Idle {};
struct still {
  using context = Idle;
  using states = list<Idle>;
  using messages = list<Idle>;
  using commands = list<>;
};
}  // namespace

TEST_CASE("a machine is drawn for Mermaid, one line for each edge") {
  BOTH(mermaid_is<toy::Client<toy::full>>(full_mermaid));
}

TEST_CASE("a machine is drawn for Graphviz, without the edges that its policy lacks") {
  BOTH(dot_is<toy::Client<toy::lean>>(lean_dot));
}

TEST_CASE("a machine without edges is drawn as nothing, in good form") {
  BOTH(mermaid_is<still>("stateDiagram-v2\n"));
  BOTH(dot_is<still>("digraph machine {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n}\n"));
}
