// What is the same for both roles: questions to a machine's lists.
#pragma once
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/machine/engine.hpp"
#include "cxtls/protocol/record.hpp"

namespace cxtls::transport {

// Which message of the list has this type, of those of one version; out of range for one that no state takes.
template <class Messages, class OfVersion>
constexpr std::size_t index_of_type(HandshakeType type) {
  return []<class... M>(HandshakeType wanted, machine::list<M...>) {
    std::size_t index = std::size_t(-1);
    const auto is = [&]<class Message>(Message const*) {
      // ChangeCipherSpec is an input, and no handshake message (RFC 5246, 7.1).
      if constexpr (!std::is_same_v<Message, ChangeCipherSpec>)
        if (handshake_type<Message> == wanted) index = machine::index_of<Message, Messages>;
      return index != std::size_t(-1);
    };
    (void)(is(static_cast<M const*>(nullptr)) || ...);
    return index;
  }(type, OfVersion{});
}

// Is the machine in one of these states?
template <class Machine, class... State>
constexpr bool is_in(machine::engine<Machine> const& engine, machine::list<State...>) {
  return (engine.template is<State>() || ...);
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
