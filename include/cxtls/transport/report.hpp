// What a connection tells its application: one thing at a step.
#pragma once
#include <array>

#include "cxtls/handshake/answers.hpp"
#include "cxtls/machine/engine.hpp"
#include "cxtls/transport/step.hpp"

namespace cxtls::transport {

// Numbers of this connection only, so that an answer meant for another is told apart. False: no randomness.
template <class Machine>
[[nodiscard]] constexpr bool seed_questions(machine::engine<Machine>& engine, typename Machine::context& c) {
  std::array<std::uint8_t, 7> octets{};
  if (!c.backend().random(octets)) return false;
  std::uint64_t seed = 0;
  for (std::uint8_t octet : octets) seed = seed << 8 | octet;
  engine.seed(seed);
  return true;
}

// The question that the machine is parked at, if it is one of these.
template <class Machine, class... Wanted>
constexpr void take_questions(machine::engine<Machine>& engine, step& s, machine::list<Wanted...>) {
  const auto take = [&]<class One>(One const*) {
    if (auto k = engine.template take_question<typename One::answer>()) replace(s.what, One{std::move(k)});
  };
  (take(static_cast<Wanted const*>(nullptr)), ...);
}

// Did something happen that the application should see now? `fresh`: established, and not reported yet.
template <class Role>
constexpr bool report(machine::engine<typename Role::machine>& engine, typename Role::machine::context& c, bool& fresh,
                      step& s) {
  if constexpr (requires { c.early->refused; }) {
    if (c.early && c.early->refused) {
      replace(s.what, early_data_refused{std::move(c.early->sent)});
      c.early.reset();
      return true;
    }
  }
  if (fresh) {
    fresh = false;
    replace(s.what, cxtls::connected{});
    return true;
  }
  if constexpr (requires { c.new_ticket; }) {
    // RFC 5246, 7.2.2: what broke isn't resumed.
    if (c.new_ticket && !engine.failure()) {
      replace(s.what, std::move(*c.new_ticket));
      c.new_ticket.reset();
      return true;
    }
  }
  if (engine.parked()) {
    take_questions(engine, s, typename Role::questions{});
    return true;
  }
  return engine.failure() ? true : false;
}

}  // namespace cxtls::transport
