#include "cxtls/machine/engine.hpp"

#include "machine/session.hpp"

using namespace cxtls;
using namespace cxtls::machine;
using namespace toy;

namespace {

// ---- every pair of a state and a message ----

constexpr std::string_view refused = "Failed";
// By state, in their order, Failed last: where each message leads, in the order Hello, Retry, Finished, Ticket.
template <class S>
constexpr std::string_view destination[7][4] = {
    {refused, refused, refused, refused}, {"AwaitVerdict", S::retry ? "WaitHello" : refused, refused, refused},
    {refused, refused, refused, refused}, {refused, refused, "AwaitSignature", refused},
    {refused, refused, refused, refused}, {refused, refused, refused, "Connected"},
    {refused, refused, refused, refused},
};
constexpr bytes good_bodies[] = {hello, {}, finished_wants_signature, ticket};
constexpr auto one_octet = verbs::octets(1);
constexpr bytes bad_bodies[] = {truncated_hello, one_octet, one_octet, one_octet};
constexpr error bad_body_errors[] = {
    {errc::truncated, "name"}, {errc::trailing_data}, {errc::truncated, "verify_data"}, {errc::truncated, "lifetime"}};

// The session in the state of this index.
template <class S>
constexpr session<S> session_at(std::size_t state) {
  switch (state) {
    case 0:
      return session_in<S, Start>();
    case 1:
      return session_in<S, WaitHello>();
    case 2:
      return session_in<S, AwaitVerdict>();
    case 3:
      return session_in<S, WaitFinished>();
    case 4:
      return session_in<S, AwaitSignature>();
    case 5:
      return session_in<S, Connected>();
    default:
      return failed_session<S>();
  }
}
struct fed {
  std::string_view from{}, to{};
  bool expected = false;
  error failure{};
  std::size_t handled = 0;
};
template <class S>
constexpr fed feed(std::size_t state, std::size_t message, bytes body) {
  session<S> s = session_at<S>(state);
  fed result{.from = s.state(), .expected = s.engine.expects(message)};
  s.deliver(message, body);
  result.to = s.state();
  result.failure = s.engine.failure();
  result.handled = s.context.handled;
  return result;
}
// What is wrong with this pair; empty if nothing is.
template <class S>
constexpr std::string_view fault(std::size_t state, std::size_t message) {
  const fed good = feed<S>(state, message, good_bodies[message]);
  const fed bad = feed<S>(state, message, bad_bodies[message]);
  if (good.from != engine<Client<S>>::name_of_state(state)) return "the session is in another state";
  if (good.to != destination<S>[state][message]) return "it leads elsewhere";
  const bool has_edge = destination<S>[state][message] != refused;
  if (good.expected != has_edge) return "expects() says otherwise";
  if (good.handled != (has_edge ? 1 : 0)) return "a handler ran, or didn't";
  if (bad.handled != 0) return "a handler ran though the body doesn't parse";
  if (state == 6) return good.failure == error{errc::canceled} && bad.failure == good.failure ? "" : "not sticky";
  if (good.failure != (has_edge ? error{} : error{errc::unexpected_message})) return "the error is another";
  if (bad.to != refused) return "a body that doesn't parse is accepted";
  if (bad.failure != (has_edge ? bad_body_errors[message] : error{errc::unexpected_message}))
    return "the error for a body that doesn't parse is another";
  return {};
}
template <class S>
constexpr bool every_pair_is_right() {
  for (std::size_t state = 0; state < 7; ++state)
    for (std::size_t message = 0; message < 4; ++message)
      if (!fault<S>(state, message).empty()) return false;
  return true;
}
template <class S>
void feed_every_pair() {
  static_assert(every_pair_is_right<S>());
  for (std::size_t state = 0; state < 7; ++state) {
    for (std::size_t message = 0; message < 4; ++message) {
      INFO("state " << state << ", message " << message);
      CHECK(fault<S>(state, message) == "");
    }
  }
}

// ---- single facts ----

// The whole handshake, with answers at once.
constexpr session<full> handshake() {
  session<full> s;
  (void)s.command(Open{7});
  s.deliver<Retry>();
  s.deliver<Hello>(hello);
  s.deliver<Finished>(finished_wants_signature);
  return s;
}
constexpr bool steps_are(Context<full> const& c, std::initializer_list<step_taken> expected) {
  std::size_t i = 0;
  for (step_taken const& step : expected)
    if (i == c.steps.size() || !(c.steps[i++] == step)) return false;
  return i == c.steps.size();
}
constexpr bool commands_in_wrong_states_change_nothing() {
  for (std::size_t state = 0; state < 7; ++state) {
    session<full> s = session_at<full>(state);
    const bool parked = s.engine.parked();
    const bool open_fits = state == 0, update_fits = state == 5;
    if (s.engine.takes<Open>() != open_fits || s.engine.takes<Update>() != update_fits) return false;
    if (!open_fits && s.command(Open{9})) return false;
    if (!update_fits && s.command(Update{})) return false;
    if (s.engine.state_index() != state || s.engine.parked() != parked) return false;
    if (s.context.handled != 0 || s.context.asked != 0 || !s.context.steps.empty()) return false;
  }
  return true;
}
constexpr bool a_refused_command_leaves_the_handshake_as_it_was() {
  session<full> s = session_in<full, WaitFinished>();
  (void)s.command(Open{9});
  s.deliver<Finished>(finished);
  return s.engine.is<Connected<full>>();
}
constexpr error after(void (*what)(session<full>&)) {
  session<full> s = session_in<full, WaitFinished>();
  what(s);
  return s.engine.failure();
}
constexpr bool failed_is_the_last_state() {
  session<full> s = failed_session<full>();
  s.engine.fail(error{errc::signing_failed}, s.context);
  s.deliver<Hello>(hello);
  s.deliver(99, {});
  return s.engine.is<Failed>() && s.engine.failure() == error{errc::canceled} && s.context.steps.empty() &&
         !s.command(Open{1}) && !s.engine.parked() && s.engine.get_if<Failed>()->why == error{errc::canceled};
}

// A machine with nothing but what an engine demands.
struct Only {
  int count = 0;
};
struct bare {
  struct context {};
  using states = machine::list<Only>;
  using messages = machine::list<Retry>;
  using commands = machine::list<>;
  static constexpr auto on(Only&& state, received<Retry>, context&) -> Next<Only> { return Only{state.count + 1}; }
};
constexpr int bare_machine_counts() {
  bare::context c;
  engine<bare> e{Only{}};
  e.deliver(0, {}, {}, c);
  e.deliver(0, {}, {}, c);
  return e.get_if<Only>()->count;
}

template <class Command>
concept Commands = requires(engine<Client<full>> e, Context<full> c, Command what) { e.command(what, c); };
template <class State>
concept Starts = requires(State state) { engine<Client<full>>{std::move(state)}; };
}  // namespace

TEST_CASE("F27: each message in each state leads where the signatures say, or is unexpected before it is parsed") {
  feed_every_pair<full>();
  feed_every_pair<lean>();
}

TEST_CASE("F27: a message that the machine doesn't know is unexpected in every state") {
  BOTH(feed<full>(0, 4, {}).failure == error{errc::unexpected_message});
  BOTH(feed<full>(1, 4, hello).failure == error{errc::unexpected_message});
  BOTH(feed<full>(5, ~std::size_t{0}, {}).failure == error{errc::unexpected_message});
  BOTH(!feed<full>(5, 4, {}).expected);
}

TEST_CASE("F3: a handshake runs through its states, at compile time too") {
  BOTH(handshake().engine.is<Connected<full>>());
  BOTH(handshake().engine.get_if<Connected<full>>()->derived == 7);
  BOTH(handshake().engine.get_if<Connected<full>>()->signature == 7);
  BOTH(handshake().engine.get_if<WaitFinished<full>>() == nullptr);
  BOTH(handshake().engine.failure() == error{});
  BOTH(handshake().context.handled == 6);
}

TEST_CASE("an observer sees each state that is entered, in order, questions included") {
  BOTH(steps_are(handshake().context, {{"Start", "WaitHello"},
                                       {"WaitHello", "WaitHello"},
                                       {"WaitHello", "AwaitVerdict"},
                                       {"AwaitVerdict", "WaitFinished"},
                                       {"WaitFinished", "AwaitSignature"},
                                       {"AwaitSignature", "Connected"}}));
}

TEST_CASE("an observer sees the failure, once") {
  BOTH([] {
    session<full> s = session_in<full, WaitHello>();
    s.deliver<Ticket>(ticket);
    s.deliver<Ticket>(ticket);
    return steps_are(s.context, {{"WaitHello", "Failed"}});
  }());
}

TEST_CASE("a machine needs no observer and no command") { BOTH(bare_machine_counts() == 2); }

TEST_CASE("a handler gets the message as it came, header included") {
  BOTH([] {
    session<full> s = session_in<full, WaitHello>();
    s.deliver<Hello>(hello);
    return s.context.raw_size == 1 + hello.size();
  }());
}

TEST_CASE("what a handler refuses is the reason of the failure") {
  BOTH(after([](session<full>& s) { s.deliver<Finished>(wrong_finished); }) == error{errc::finished_mismatch});
  BOTH([] {
    session<full> s = session_in<full, WaitHello>();
    s.deliver<Hello>(refused_hello);
    return s.engine.failure() == error{errc::version_unsupported, "kind"};
  }());
}

TEST_CASE("a handler chooses among the successors that its signature names") {
  BOTH([] {
    session<full> s = session_in<full, WaitHello>();
    s.deliver<Hello>(resuming_hello);
    return s.engine.is<WaitFinished<full>>() && s.context.asked == 0;
  }());
  BOTH([] {  // the same message where the policy has no such edge
    session<lean> s = session_in<lean, WaitHello>();
    s.deliver<Hello>(resuming_hello);
    return s.engine.is<AwaitVerdict<lean>>();
  }());
}

TEST_CASE("a command in a state that has no transition for it changes nothing, and says so") {
  BOTH(commands_in_wrong_states_change_nothing());
  BOTH(a_refused_command_leaves_the_handshake_as_it_was());
}

TEST_CASE("a command in its state is carried out") {
  BOTH([] {
    session<full> s = session_in<full, Connected>();
    return s.engine.takes<Update>() && s.command(Update{}) && s.context.handled == 1 &&
           steps_are(s.context, {{"Connected", "Connected"}});
  }());
}

TEST_CASE("F3: what the machine doesn't list as a command is none, an answer least of all") {
  STATIC_CHECK(Commands<Open>);
  STATIC_CHECK_FALSE(Commands<Verdict>);
  STATIC_CHECK_FALSE(Commands<Hello>);
  STATIC_CHECK_FALSE(Commands<int>);
}

TEST_CASE("a machine starts in one of its states") {
  STATIC_CHECK(Starts<Start<full>>);
  STATIC_CHECK_FALSE(Starts<Start<lean>>);
  STATIC_CHECK_FALSE(Starts<int>);
}

TEST_CASE("Failed is the last state, and its first reason stays") { BOTH(failed_is_the_last_state()); }

TEST_CASE("the caller may end the handshake in any state") {
  BOTH([] {
    for (std::size_t state = 0; state < 6; ++state) {
      session<full> s = session_at<full>(state);
      s.engine.fail(error{errc::closed_early}, s.context);
      if (!s.engine.is<Failed>() || s.engine.failure() != error{errc::closed_early} || s.engine.parked()) return false;
    }
    return true;
  }());
}

TEST_CASE("a state is known by its name") {
  using e = engine<Client<full>>;
  BOTH(e::name_of_state(0) == "Start");
  BOTH(e::name_of_state(5) == "Connected");
  BOTH(e::name_of_state(6) == "Failed");
}
