// What a handler returns: one of the states that its signature names, or the error to fail with.
#pragma once
#include <utility>
#include <variant>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/machine/type_list.hpp"

namespace cxtls::machine {

// The signatures are the transition table: Next<A, B> declares two edges.
template <class... States>
class [[nodiscard]] Next {
 public:
  // From a temporary or a moved state only: an lvalue deduces a reference, which is no state.
  template <one_of<States...> T>
  constexpr Next(T&& state) : v_(std::in_place_type<T>, std::forward<T>(state)) {}
  // What a function made that may fail.
  template <one_of<States...> T>
  constexpr Next(result<T>&& r) : v_(choice_of(std::move(r))) {}
  constexpr Next(error why) : v_(std::in_place_index<0>, why) {}
  constexpr Next(errc code) : v_(std::in_place_index<0>, error{code}) {}

  constexpr std::variant<error, States...>& value() { return v_; }

 private:
  using choice = std::variant<error, States...>;
  // (GCC 12 destroys what a conditional expression made, in constant evaluation.)
  template <class T>
  static constexpr choice choice_of(result<T>&& r) {
    if (!r) return choice(std::in_place_index<0>, r.error());
    return choice(std::in_place_type<T>, *std::move(r));
  }
  choice v_;
};

// A message from the peer: parsed, and as it came, header included. Both view the input and last for one step.
template <class Message>
struct received {
  Message const& message;
  bytes raw;
};

// A successor that only some policies have: Next<A, When<S::early_data, B>>.
struct never {
  never() = delete;  // a handler that returned one would leave the machine in the state that it moved from
};
template <bool Condition, class State>
using When = std::conditional_t<Condition, State, never>;

}  // namespace cxtls::machine
