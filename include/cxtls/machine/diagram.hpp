// Pictures of a machine, drawn from the same table that runs it.
#pragma once
#include "cxtls/machine/graph.hpp"

namespace cxtls::machine {

// Calls line(from, input, to) for every edge, by name.
template <class T, class Line>
constexpr void each_edge(Line&& line) {
  [&]<class... S, class... I>(list<S...>, list<I...>) {
    constexpr std::string_view states[] = {label<S>...};
    constexpr std::string_view inputs[] = {label<I>...};
    for (edge const& e : graph<T>::edges) line(states[e.from], inputs[e.input], states[e.to]);
  }(typename T::states{}, typename graph<T>::input_labels{});
}

// Mermaid's stateDiagram-v2, in pieces to put(std::string_view).
template <class T, class Put>
constexpr void mermaid(Put&& put) {
  put("stateDiagram-v2\n");
  each_edge<T>([&](std::string_view from, std::string_view input, std::string_view to) {
    put("  ");
    put(from);
    put(" --> ");
    put(to);
    put(": ");
    put(input);
    put("\n");
  });
}

// Graphviz.
template <class T, class Put>
constexpr void dot(Put&& put) {
  put("digraph machine {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
  each_edge<T>([&](std::string_view from, std::string_view input, std::string_view to) {
    put("  ");
    put(from);
    put(" -> ");
    put(to);
    put(" [label=\"");
    put(input);
    put("\"];\n");
  });
  put("}\n");
}

}  // namespace cxtls::machine
