// What is the same for both roles: questions to a machine's lists.
#pragma once
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/machine/engine.hpp"

namespace cxtls::transport {

// Which message of the list has this type; out of range for one that no state takes.
template <class Messages>
constexpr std::size_t index_of_type(HandshakeType type) {
  return []<class... M>(HandshakeType wanted, machine::list<M...>) {
    std::size_t index = 0;
    (void)((handshake_type<M> == wanted || (++index, false)) || ...);
    return index;
  }(type, Messages{});
}

// Under which keys the present state's next message has to come.
template <class Machine>
constexpr epoch epoch_read(machine::engine<Machine> const& engine) {
  return [&]<class... State>(machine::list<State...>) {
    epoch under = epoch::initial;
    (void)((engine.template is<State>() && (under = State::reads, true)) || ...);
    return under;
  }(typename Machine::states{});
}

}  // namespace cxtls::transport
