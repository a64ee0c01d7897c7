// The state graph, computed from the handlers' declarations alone: no definition and no backend is needed to prove it.
#pragma once
#include <array>
#include <cstdint>
#include <utility>

#include "cxtls/machine/answer.hpp"
#include "cxtls/machine/next.hpp"

namespace cxtls::machine {

// A transition class T has: `states` (the first is where it starts), `messages` (from the peer), `commands` (from the
// application), `context`, and static members
//   on(State&&, received<Message>, context&) -> Next<...>      on(State&&, Command const&, context&) -> Next<...>
//   ask(State const&, context&) -> answer<A>                   on(State&&, A const&, context&) -> Next<...>
// (Static members, because a free template whose definition and declaration disagree is a second overload: the call
// turns ambiguous, and the edge would vanish without a diagnostic.)

template <class Result>
struct targets_of {
  static_assert(!std::is_same_v<Result, Result>,
                "a handler of a transition class returns something else than Next<...>");
};
template <class... States>
struct targets_of<Next<States...>> {
  using type = list<States...>;
};

// How an input reaches a handler.
template <class Message>
struct from_peer {
  using type = received<Message>;
};
template <class Input>
struct from_here {
  using type = Input const&;
};

template <class T, class State, class Input>
using result_of =
    decltype(T::on(std::declval<State>(), std::declval<typename Input::type>(), std::declval<typename T::context&>()));
template <class T, class State, class Input>
concept Handles = requires { typename targets_of<result_of<T, State, Input>>::type; };

template <class T, class State>
using answer_of =
    typename decltype(T::ask(std::declval<State const&>(), std::declval<typename T::context&>()))::value_type;
template <class T, class State>
concept Asks = requires { typename answer_of<T, State>; };

namespace detail {
template <class Done, class... Rest>
struct concatenated {
  using type = Done;
};
template <class... D, class... L>
struct concatenated<list<D...>, list<>, L...> : concatenated<list<D...>, L...> {};
template <class... D, class A, class... Rest, class... L>
struct concatenated<list<D...>, list<A, Rest...>, L...>
    : concatenated<std::conditional_t<one_of<A, D...>, list<D...>, list<D..., A>>, list<Rest...>, L...> {};
}  // namespace detail

// One list of several, each type once: a machine made of parts.
template <class... Lists>
using concat = typename detail::concatenated<list<>, Lists...>::type;

namespace detail {
template <class T, class State>
struct answers_of_ {
  using type = list<>;
};
template <class T, class State>
  requires Asks<T, State>
struct answers_of_<T, State> {
  using type = list<answer_of<T, State>>;
};
// Distinct answers of all states, in order.
template <class Done, class... Lists>
struct merge {
  using type = Done;
};
template <class... D, class... Rest>
struct merge<list<D...>, list<>, Rest...> : merge<list<D...>, Rest...> {};
template <class... D, class A, class... Rest>
struct merge<list<D...>, list<A>, Rest...>
    : merge<std::conditional_t<one_of<A, D...>, list<D...>, list<D..., A>>, Rest...> {};
template <class T, class States>
struct all_answers;
template <class T, class... S>
struct all_answers<T, list<S...>> : merge<list<>, typename answers_of_<T, S>::type...> {};

template <class Messages, class Answers, class Commands>
struct inputs_;
template <class... M, class... A, class... C>
struct inputs_<list<M...>, list<A...>, list<C...>> {
  using labels = list<M..., A..., C...>;
  using type = list<from_peer<M>..., from_here<A>..., from_here<C>...>;
};
}  // namespace detail

template <class T>
using answers_of = typename detail::all_answers<T, typename T::states>::type;

struct edge {
  std::uint8_t from, input, to;
};

// Inputs whose edges are cut for a proof.
template <class... Inputs>
struct without {};

template <class T, class States = typename T::states>
struct graph;
template <class T, class... S>
struct graph<T, list<S...>> {
  using states = list<S...>;
  using inputs_of = detail::inputs_<typename T::messages, answers_of<T>, typename T::commands>;
  using inputs = typename inputs_of::type;
  using input_labels = typename inputs_of::labels;  // what an edge is shown as
  static constexpr std::size_t state_count = sizeof...(S);
  static constexpr std::size_t input_count = []<class... I>(list<I...>) { return sizeof...(I); }(inputs{});
  static_assert(state_count <= 256 && input_count <= 256, "an edge holds its states and input in an octet each");

 private:
  template <class State, class Input>
  static constexpr void visit_pair(auto& f) {
    if constexpr (Handles<T, State, Input>)
      [&]<class... To>(list<To...>) {
        static_assert(((one_of<To, S...> || std::is_same_v<To, never>) && ...),
                      "a handler names a state that is not in the machine's list of states");
        ((std::is_same_v<To, never> ? void()
                                    : f(index_of<State, states>, index_of<Input, inputs>, index_of<To, states>)),
         ...);
      }(typename targets_of<result_of<T, State, Input>>::type{});
  }
  template <class State, class... Inputs>
  static constexpr void visit_row(auto& f, list<Inputs...>) {
    (visit_pair<State, Inputs>(f), ...);
  }
  static constexpr void visit_all(auto f) { (visit_row<S>(f, inputs{}), ...); }
  static constexpr std::size_t count() {
    std::size_t n = 0;
    visit_all([&](std::size_t, std::size_t, std::size_t) { ++n; });
    return n;
  }
  static constexpr auto make() {
    std::array<edge, count()> table{};
    std::size_t n = 0;
    visit_all([&](std::size_t from, std::size_t input, std::size_t to) {
      table[n++] = {static_cast<std::uint8_t>(from), static_cast<std::uint8_t>(input), static_cast<std::uint8_t>(to)};
    });
    return table;
  }
  using reached = std::array<bool, sizeof...(S)>;
  static constexpr reached closure(std::size_t start, auto const& cut, bool backwards) {
    reached seen{};
    seen[start] = true;
    for (bool grew = true; grew;) {
      grew = false;
      for (edge const& e : edges) {
        const std::size_t a = backwards ? e.to : e.from, b = backwards ? e.from : e.to;
        if (!cut(e) && seen[a] && !seen[b]) seen[b] = grew = true;
      }
    }
    return seen;
  }

 public:
  static constexpr auto edges = make();

  // Is there a way from one state to the other on which none of these inputs is taken?
  template <class From, class To, class... Inputs>
  static constexpr bool reachable(without<Inputs...> = {}) {
    static_assert(one_of<From, S...> && one_of<To, S...>, "reachable<From, To>: not a state of this machine");
    static_assert(((index_of<Inputs, input_labels> < input_count) && ...),
                  "reachable(without<Input>): not an input of this machine");
    const auto cut = [](edge const& e) { return ((e.input == index_of<Inputs, input_labels>) || ...); };
    return closure(index_of<From, states>, cut, false)[index_of<To, states>];
  }
  // Is there a way from one state to the other that doesn't pass through a third?
  template <class From, class To, class Avoided>
  static constexpr bool reachable_around() {
    static_assert(one_of<From, S...> && one_of<To, S...> && one_of<Avoided, S...>,
                  "reachable_around<From, To, Avoided>: not a state of this machine");
    const auto cut = [](edge const& e) {
      return e.from == index_of<Avoided, states> || e.to == index_of<Avoided, states>;
    };
    return closure(index_of<From, states>, cut, false)[index_of<To, states>];
  }
  template <class From>
  static constexpr bool all_reachable_from() {
    static_assert(one_of<From, S...>, "all_reachable_from<From>: not a state of this machine");
    for (bool b : closure(index_of<From, states>, [](edge const&) { return false; }, false))
      if (!b) return false;
    return true;
  }
  // No state is a dead end: each has a way to `To`.
  template <class To>
  static constexpr bool all_lead_to() {
    static_assert(one_of<To, S...>, "all_lead_to<To>: not a state of this machine");
    for (bool b : closure(index_of<To, states>, [](edge const&) { return false; }, true))
      if (!b) return false;
    return true;
  }
};

// A state that asks takes exactly the answer to its question, and nothing from the peer or the application.
template <class T, class State>
constexpr bool await_rules() {
  if constexpr (Asks<T, State>) {
    using A = answer_of<T, State>;
    constexpr bool answered = Handles<T, State, from_here<A>>;
    constexpr bool deaf = []<class... I>(list<I...>) {
      return ((std::is_same_v<I, from_here<A>> || !Handles<T, State, I>) && ...);
    }(typename graph<T>::inputs{});
    static_assert(answered, "this state asks a question but has no `on` for the answer");
    static_assert(deaf, "this state awaits an answer from the application: it can't take another input as well");
    return answered && deaf;
  } else {
    return true;
  }
}
template <class T>
constexpr bool every_await_is_sound() {
  return []<class... S>(list<S...>) { return (await_rules<T, S>() && ...); }(typename T::states{});
}

}  // namespace cxtls::machine
