#include "cxtls/machine/graph.hpp"

#include "machine/toy.hpp"
#include "wire/verbs.hpp"

using namespace cxtls::machine;
using toy::full;
using toy::lean;

namespace {
template <class S>
using graph_of = graph<toy::Client<S>>;

template <class T, std::size_t N>
constexpr bool has_edges(edge const (&expected)[N]) {
  if (graph<T>::edges.size() != N) return false;
  for (std::size_t i = 0; i < N; ++i) {
    const edge found = graph<T>::edges[i];
    if (found.from != expected[i].from || found.input != expected[i].input || found.to != expected[i].to) return false;
  }
  return true;
}

// Machines that are only declared: a graph needs no more.
struct A {};
struct B {};
struct C {};
struct m {};
struct n {};
struct nothing {};
struct declared {
  using context = nothing;
  using states = list<A, B, C>;
  using messages = list<m, n>;
  using commands = list<>;
};
struct ring : declared {
  static Next<B> on(A&&, received<m>, nothing&);
  static Next<C> on(B&&, received<m>, nothing&);
  static Next<A> on(C&&, received<n>, nothing&);
};
struct island : declared {  // nothing leads to C
  static Next<B> on(A&&, received<m>, nothing&);
  static Next<B> on(C&&, received<m>, nothing&);
};
struct dead_end : declared {  // nothing leads from C
  static Next<B, C> on(A&&, received<m>, nothing&);
};
struct detour : declared {  // from A to C, through B or not
  static Next<B> on(A&&, received<m>, nothing&);
  static Next<C> on(B&&, received<m>, nothing&);
  static Next<C> on(A&&, received<n>, nothing&);
};
struct still : declared {};  // no edge at all

struct yes {};
struct no {};
struct questions : declared {  // two states ask the same, one asks something else
  static answer<yes> ask(A const&, nothing&);
  static answer<no> ask(B const&, nothing&);
  static answer<yes> ask(C const&, nothing&);
  static Next<B> on(A&&, yes const&, nothing&);
  static Next<C> on(B&&, no const&, nothing&);
  static Next<A> on(C&&, yes const&, nothing&);
};
}  // namespace

TEST_CASE("F3: the edges of a machine are what its handlers' signatures name") {
  constexpr edge expected[] = {{0, 6, 1}, {1, 0, 2}, {1, 0, 3}, {1, 1, 1}, {2, 4, 3},
                               {3, 2, 4}, {3, 2, 5}, {4, 5, 5}, {5, 3, 5}, {5, 7, 5}};
  BOTH(has_edges<toy::Client<full>>(expected));
  STATIC_CHECK(graph_of<full>::state_count == 6);
  STATIC_CHECK(graph_of<full>::input_count == 8);
  STATIC_CHECK(
      std::is_same_v<graph_of<full>::input_labels, list<toy::Hello, toy::Retry, toy::Finished, toy::Ticket,
                                                        toy::Verdict, toy::Signature, toy::Open, toy::Update>>);
}

TEST_CASE("F3: an edge that the policy lacks is none, by `requires` as by When") {
  constexpr edge expected[] = {{0, 6, 1}, {1, 0, 2}, {2, 4, 3}, {3, 2, 4}, {3, 2, 5}, {4, 5, 5}, {5, 3, 5}, {5, 7, 5}};
  BOTH(has_edges<toy::Client<lean>>(expected));
  STATIC_CHECK(Handles<toy::Client<full>, toy::WaitHello<full>, from_peer<toy::Retry>>);
  STATIC_CHECK_FALSE(Handles<toy::Client<lean>, toy::WaitHello<lean>, from_peer<toy::Retry>>);
}

TEST_CASE("F3: a machine without handlers has states and no edge") {
  STATIC_CHECK(graph<still>::edges.empty());
  BOTH(!graph<still>::reachable<A, B>());
  BOTH(!graph<still>::all_reachable_from<A>());
}

TEST_CASE("F3: a state is reachable along edges, in their direction") {
  BOTH(graph_of<full>::reachable<toy::Start<full>, toy::Connected<full>>());
  BOTH(!graph_of<full>::reachable<toy::Connected<full>, toy::Start<full>>());
  BOTH(graph<ring>::reachable<C, B>());
  BOTH(!graph<island>::reachable<A, C>());
  BOTH(graph<island>::reachable<C, B>());
}

TEST_CASE("F3: every state is reachable from itself, in no step") {
  BOTH(graph<dead_end>::reachable<C, C>());
  BOTH(graph<ring>::reachable<A, A>(without<m, n>{}));
}

TEST_CASE("F3: a proof cuts the edges of an input, whoever gives it") {
  using start = toy::Start<full>;
  using connected = toy::Connected<full>;
  BOTH(!graph_of<full>::reachable<start, connected>(without<toy::Finished>{}));  // a message
  BOTH(!graph_of<full>::reachable<start, connected>(without<toy::Open>{}));      // a command
  BOTH(graph_of<full>::reachable<start, connected>(without<toy::Ticket>{}));
  BOTH(graph_of<full>::reachable<start, connected>(without<toy::Signature>{}));
  BOTH(!graph_of<full>::reachable<toy::AwaitSignature<full>, connected>(without<toy::Signature>{}));  // an answer
}

TEST_CASE("F3: a proof holds or fails with the policy") {
  // Resumption passes the verdict by.
  BOTH(graph_of<full>::reachable<toy::Start<full>, toy::Connected<full>>(without<toy::Verdict>{}));
  BOTH(!graph_of<lean>::reachable<toy::Start<lean>, toy::Connected<lean>>(without<toy::Verdict>{}));
}

TEST_CASE("F3: a proof may cut several inputs at once") {
  BOTH(graph<detour>::reachable<A, C>(without<m>{}));
  BOTH(graph<detour>::reachable<A, C>(without<n>{}));
  BOTH(!graph<detour>::reachable<A, C>(without<m, n>{}));
}

TEST_CASE("F3: a way around a state is found where there is one") {
  BOTH(graph<detour>::reachable_around<A, C, B>());
  BOTH(!graph<ring>::reachable_around<A, C, B>());
  BOTH(!graph<ring>::reachable_around<B, C, B>());  // it begins there
  BOTH(graph_of<full>::reachable_around<toy::Start<full>, toy::Connected<full>, toy::AwaitSignature<full>>());
  BOTH(!graph_of<full>::reachable_around<toy::Start<full>, toy::Connected<full>, toy::WaitFinished<full>>());
  BOTH(graph_of<full>::reachable_around<toy::Start<full>, toy::Connected<full>, toy::AwaitVerdict<full>>());
  BOTH(!graph_of<lean>::reachable_around<toy::Start<lean>, toy::Connected<lean>, toy::AwaitVerdict<lean>>());
}

TEST_CASE("F3: an unreachable state is seen") {
  BOTH(graph<ring>::all_reachable_from<A>());
  BOTH(graph<dead_end>::all_reachable_from<A>());
  BOTH(!graph<island>::all_reachable_from<A>());
  BOTH(graph_of<full>::all_reachable_from<toy::Start<full>>());
  BOTH(graph_of<lean>::all_reachable_from<toy::Start<lean>>());
  BOTH(!graph_of<full>::all_reachable_from<toy::WaitHello<full>>());
}

TEST_CASE("F3: a dead end is seen") {
  BOTH(graph<ring>::all_lead_to<A>());
  BOTH(graph<island>::all_lead_to<B>());
  BOTH(!graph<dead_end>::all_lead_to<B>());
  BOTH(graph_of<full>::all_lead_to<toy::Connected<full>>());
  BOTH(!graph_of<full>::all_lead_to<toy::WaitFinished<full>>());
}

TEST_CASE("F31: an answer is an input like any other, named once however many ask for it") {
  STATIC_CHECK(std::is_same_v<answers_of<questions>, list<yes, no>>);
  STATIC_CHECK(std::is_same_v<answers_of<ring>, list<>>);
  constexpr edge expected[] = {{0, 2, 1}, {1, 3, 2}, {2, 2, 0}};
  BOTH(has_edges<questions>(expected));
}

TEST_CASE("F31: a state asks where it has an `ask`, and nowhere else") {
  STATIC_CHECK(Asks<toy::Client<full>, toy::AwaitVerdict<full>>);
  STATIC_CHECK(std::is_same_v<answer_of<toy::Client<full>, toy::AwaitVerdict<full>>, toy::Verdict>);
  STATIC_CHECK_FALSE(Asks<toy::Client<full>, toy::WaitHello<full>>);
  BOTH(every_await_is_sound<toy::Client<full>>());
  BOTH(every_await_is_sound<questions>());
  BOTH(every_await_is_sound<ring>());
}
