// Runs a transition class: one state at a time, driven by messages, answers and commands.
#pragma once
#include <array>
#include <cstdint>
#include <utility>
#include <variant>

#include "cxtls/machine/graph.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls::machine {

// The last state of a machine that failed. Sticky.
struct Failed {
  error why{};
};

namespace detail {
// A namespace-scope template: Clang can't use an out-of-class static member of a template in constant evaluation.
template <class Engine>
inline constexpr auto dispatch_table = Engine::make_dispatch();
}  // namespace detail

// Only what T lists: an edge that the graph doesn't know would escape its proofs, and an answer needs its continuation.
template <class T, class Command>
concept IsCommandOf = contains<typename T::commands, Command>;

template <class T>
  requires requires { typename T::states; }
class engine<T> {
  template <class>
  struct storage;
  template <class... S>
  struct storage<list<S...>> {
    using type = std::variant<S..., Failed>;
  };
  using state_list = typename T::states;
  using message_list = typename T::messages;
  using variant = typename storage<state_list>::type;
  using context = typename T::context;
  static constexpr std::size_t state_count = std::variant_size_v<variant>;
  static constexpr std::size_t message_count = []<class... M>(list<M...>) { return sizeof...(M); }(message_list{});
  using thunk = void (*)(engine&, bytes, bytes, context&);
  static_assert(every_await_is_sound<T>());  // a question whose answer has no edge would be asked for ever
  static_assert(std::is_nothrow_move_constructible_v<variant>,
                "a state's move may not throw: the one before it is gone");

 public:
  template <class Initial>
    requires contains<state_list, Initial>
  constexpr explicit engine(Initial state) : state_(std::in_place_type<Initial>, std::move(state)) {
    static_assert(!Asks<T, Initial>, "a machine can't start with a question: nobody would ask it");
  }
  // A question that is out moves along: the engine that was moved from takes no answer.
  constexpr engine(engine&& other) noexcept
      : state_(std::move(other.state_)),
        serial_(other.serial_),
        parked_(std::exchange(other.parked_, false)),
        handed_out_(other.handed_out_) {}
  constexpr engine& operator=(engine&& other) noexcept {
    if (this == &other) return *this;
    std::destroy_at(&state_);
    std::construct_at(&state_, std::move(other.state_));
    serial_ = other.serial_;
    parked_ = std::exchange(other.parked_, false);
    handed_out_ = other.handed_out_;
    return *this;
  }

  template <class State>
  constexpr bool is() const {
    return std::holds_alternative<State>(state_);
  }
  template <class State>
  constexpr State const* get_if() const {
    return std::get_if<State>(&state_);
  }
  constexpr error failure() const { return is<Failed>() ? std::get_if<Failed>(&state_)->why : error{}; }
  constexpr bool parked() const { return parked_; }
  constexpr std::size_t state_index() const { return state_.index(); }
  static constexpr std::string_view name_of_state(std::size_t index) {
    return []<class... S>(std::size_t i, list<S...>) {
      constexpr std::string_view all[] = {label<S>..., "Failed"};
      return all[i];
    }(index, state_list{});
  }

  // Serial numbers start here, so that a continuation of another connection is told apart. Any value will do.
  constexpr void seed(std::uint64_t value) { serial_ = value; }

  // Is there a transition for this message (its index in T::messages) in the present state?
  constexpr bool expects(std::size_t message) const {
    return message < message_count && detail::dispatch_table<engine>[state_.index() * message_count + message];
  }
  // An unexpected message is refused before a byte of its body is parsed. `raw` is the message with its header.
  constexpr void deliver(std::size_t message, bytes raw, bytes body, context& c) {
    if (is<Failed>()) return;
    if (!expects(message)) return fail(error{errc::unexpected_message}, c);
    detail::dispatch_table<engine>[state_.index() * message_count + message](*this, raw, body, c);
    settle(c);
  }

  template <class Command>
    requires IsCommandOf<T, Command>
  constexpr bool takes() const {
    return [this]<class... S>(list<S...>) {
      return ((this->template is<S>() && Handles<T, S, from_here<Command>>) || ...);
    }(state_list{});
  }
  // False when the present state has no transition for the command; nothing happened then.
  template <class Command>
    requires IsCommandOf<T, Command>
  [[nodiscard]] constexpr bool command(Command const& what, context& c) {
    const bool taken = [&]<class... S>(list<S...>) { return (give<S>(what, c) || ...); }(state_list{});
    if (taken) settle(c);
    return taken;
  }

  // The question that the machine parked on, once; a spent continuation if it asked for something else.
  template <class Answer>
  [[nodiscard]] constexpr continuation<Answer> take_question() {
    const bool asks_this = parked_ && !handed_out_ && waits_for<Answer>();
    if (asks_this) handed_out_ = true;
    return continuation<Answer>(asks_this ? serial_ : 0);
  }
  template <class Answer>
  [[nodiscard]] constexpr resumed resume(continuation<Answer>&& k, Answer const& value, context& c) {
    const resumed verdict = redeem(k);
    if (verdict == resumed::ok) {
      (void)command_answer(value, c);
      settle(c);
    }
    return verdict;
  }
  // Without a reason, the reason is errc::refused_by_application.
  template <class Answer>
  [[nodiscard]] constexpr resumed refuse(continuation<Answer>&& k, error why, context& c) {
    const resumed verdict = redeem(k);
    if (verdict == resumed::ok) fail(why ? why : error{errc::refused_by_application}, c);
    return verdict;
  }
  template <class K, class Answer>
    requires std::is_lvalue_reference_v<K&&>
  constexpr resumed resume(K&&, Answer const&, context&) {
    static_assert(!sizeof(K), "a continuation is used up by its answer: write resume(std::move(k), ...)");
    return resumed::spent;
  }

  constexpr void fail(error why, context& c) {
    if (!is<Failed>()) become(Failed{why}, c);
  }

  // For the table below.
  static constexpr auto make_dispatch() {
    std::array<thunk, state_count * message_count> table{};
    std::size_t at = 0;
    [&]<class... S>(list<S...>) { (fill_row<S>(table, at, message_list{}), ...); }(state_list{});
    return table;
  }

 private:
  template <class State, class... M>
  static constexpr void fill_row(auto& table, std::size_t& at, list<M...>) {
    ((table[at++] = cell<State, M>()), ...);
  }
  template <class State, class M>
  static constexpr thunk cell() {
    if constexpr (Handles<T, State, from_peer<M>>) {
      return &run<State, M>;
    } else {
      return nullptr;
    }
  }
  template <class State, class M>
  static constexpr void run(engine& self, bytes raw, bytes body, context& c) {
    auto const parsed = parse<M>(body);
    if (!parsed) return self.fail(parsed.error(), c);
    auto next = T::on(std::move(*std::get_if<State>(&self.state_)), received<M>{*parsed, raw}, c);
    self.take(next, c);
  }
  template <class State, class Input>
  constexpr bool give(Input const& what, context& c) {
    if constexpr (Handles<T, State, from_here<Input>>) {
      if (!is<State>()) return false;
      auto next = T::on(std::move(*std::get_if<State>(&state_)), what, c);
      take(next, c);
      return true;
    } else {
      return false;
    }
  }
  template <class Answer>
  constexpr bool command_answer(Answer const& value, context& c) {
    return [&]<class... S>(list<S...>) { return (give_answer<S>(value, c) || ...); }(state_list{});
  }
  template <class State, class Answer>
  constexpr bool give_answer(Answer const& value, context& c) {
    if constexpr (Asks<T, State>) {
      if constexpr (std::is_same_v<answer_of<T, State>, Answer>) return give<State>(value, c);
    }
    return false;
  }
  template <class Answer>
  constexpr bool waits_for() const {
    return
        [this]<class... S>(list<S...>) { return (this->template state_waits_for<S, Answer>() || ...); }(state_list{});
  }
  template <class State, class Answer>
  constexpr bool state_waits_for() const {
    if constexpr (Asks<T, State>) {
      return is<State>() && std::is_same_v<answer_of<T, State>, Answer>;
    } else {
      return false;
    }
  }
  template <class Answer>
  constexpr resumed redeem(continuation<Answer>& k) {
    const std::uint64_t serial = std::exchange(k.serial_, 0);
    if (serial == 0) return resumed::spent;
    if (!parked_ || serial != serial_ || !waits_for<Answer>()) return resumed::superseded;
    parked_ = false;
    return resumed::ok;
  }

  // Asks the questions of the states that were entered, until one is pending or the machine waits for the peer. An
  // immediate answer takes the same edge as a late one, so the graph's proofs hold for both.
  constexpr void settle(context& c) {
    while (!parked_ && [&]<class... S>(list<S...>) { return (ask_in<S>(c) || ...); }(state_list{})) {
    }
  }
  template <class State>
  constexpr bool ask_in(context& c) {
    if constexpr (Asks<T, State>) {
      if (!is<State>()) return false;
      auto a = T::ask(*std::get_if<State>(&state_), c);
      if (a.is_pending()) {
        parked_ = true;
        handed_out_ = false;
        if (++serial_ == 0) ++serial_;
      } else if (auto const* why = a.refusal()) {
        fail(*why, c);
      } else {
        (void)give<State>(*a.value(), c);
      }
      return true;
    } else {
      return false;
    }
  }

  template <class... X>
  constexpr void take(Next<X...>& next, context& c) {
    if (auto const* why = std::get_if<0>(&next.value())) return become(Failed{*why}, c);
    (take_if<X>(next, c), ...);
  }
  template <class State>
  constexpr void take_if(auto& next, context& c) {
    if constexpr (!std::is_same_v<State, never>) {
      if (auto* state = std::get_if<State>(&next.value())) become(std::move(*state), c);
    }
  }
  // Clang with libstdc++ 12 can't assign a variant another alternative in constant evaluation; out of line, so that no
  // copy of a secret stays in the caller's frame.
  template <class State>
    requires(!std::is_reference_v<State>)
  [[gnu::noinline]] constexpr void become(State&& state, context& c) {
    const std::size_t from = state_.index();
    std::destroy_at(&state_);
    std::construct_at(&state_, std::in_place_type<State>, std::forward<State>(state));
    parked_ = false;
    if constexpr (requires { c.entered(std::string_view{}, std::string_view{}); })
      c.entered(name_of_state(from), name_of_state(state_.index()));
  }

  variant state_;
  std::uint64_t serial_ = 0;
  bool parked_ = false;
  bool handed_out_ = false;
};

}  // namespace cxtls::machine
