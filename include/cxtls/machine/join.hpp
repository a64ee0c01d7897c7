// One machine made of parts: each has states, inputs and edges of its own, and edges from states of the others.
#pragma once
#include "cxtls/machine/graph.hpp"

namespace cxtls::machine {

// It starts in the first part's first state. Every part has to have the names `on` and `ask`: one without such an edge
// declares `static void on() = delete;`, which no input fits.
template <class First, class... More>
struct joined : First, More... {
  using context = typename First::context;
  using states = concat<typename First::states, typename More::states...>;
  using messages = concat<typename First::messages, typename More::messages...>;
  using commands = concat<typename First::commands, typename More::commands...>;
  using First::ask;
  using First::on;
  using More::ask...;
  using More::on...;
};

}  // namespace cxtls::machine
