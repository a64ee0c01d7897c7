// The toy machine at work: driven to any of its states, and fed.
#pragma once
#include "machine/toy.hpp"
#include "wire/verbs.hpp"

namespace toy {

using cxtls::machine::continuation;
using cxtls::machine::Failed;
using cxtls::machine::resumed;

// Bodies that parse, and bodies that don't.
inline constexpr auto hello = verbs::octets(1, 1, 'x');
inline constexpr auto resuming_hello = verbs::octets(2, 0);
inline constexpr auto refused_hello = verbs::octets(0, 0);
inline constexpr auto truncated_hello = verbs::octets(1, 2, 'x');
inline constexpr auto finished = verbs::octets(7, 0);            // for a session whose key is 7
inline constexpr auto finished_wants_signature = verbs::octets(7, 1);
inline constexpr auto wrong_finished = verbs::octets(8, 0);
inline constexpr auto ticket = verbs::octets(0, 9);

template <class S>
struct session {
  using client = Client<S>;
  Context<S> context{};
  cxtls::machine::engine<client> engine{Start<S>{}};

  // `raw` has one octet more than the body, for a header.
  constexpr void deliver(std::size_t message, cxtls::bytes body) {
    std::array<std::uint8_t, 16> raw{};
    cxtls::copy(body, raw.data() + 1);
    engine.deliver(message, cxtls::bytes(raw).first(1 + body.size()), cxtls::bytes(raw).subspan(1, body.size()),
                   context);
  }
  template <class Message>
  constexpr void deliver(cxtls::bytes body = {}) {
    deliver(cxtls::machine::index_of<Message, typename client::messages>, body);
  }
  template <class Command>
  constexpr bool command(Command what) {
    return engine.command(what, context);
  }
  template <class Answer>
  constexpr resumed resume(continuation<Answer>&& k, Answer value) {
    return engine.resume(std::move(k), value, context);
  }
  template <class Answer>
  constexpr resumed refuse(continuation<Answer>&& k, cxtls::error why) {
    return engine.refuse(std::move(k), why, context);
  }
  // Answers the question that it is parked on.
  template <class Answer>
  constexpr resumed answer_with(Answer value) {
    return resume(engine.template take_question<Answer>(), value);
  }
  constexpr std::string_view state() const { return engine.name_of_state(engine.state_index()); }
};

// A session that came to State the regular way, by late answers, and whose counters begin there. Its key is 7.
template <class S, template <class> class State>
constexpr session<S> session_in() {
  session<S> s{.context = {.verdict = mood::later, .signature = mood::later}};
  if (s.state() != cxtls::machine::label<State<S>>) (void)s.command(Open{7});
  if (s.state() != cxtls::machine::label<State<S>>) s.template deliver<Hello>(hello);
  if (s.state() != cxtls::machine::label<State<S>>) (void)s.answer_with(Verdict{true});
  if (s.state() != cxtls::machine::label<State<S>>) s.template deliver<Finished>(finished_wants_signature);
  if (s.state() != cxtls::machine::label<State<S>>) (void)s.answer_with(Signature{1});
  s.context.handled = s.context.asked = 0;
  s.context.steps.clear();
  return s;
}
template <class S>
constexpr session<S> failed_session() {
  session<S> s = session_in<S, WaitHello>();
  s.engine.fail(cxtls::error{cxtls::errc::canceled}, s.context);
  s.context.steps.clear();
  return s;
}

}  // namespace toy
