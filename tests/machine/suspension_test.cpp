// What engine.hpp says of questions: the machine parks, is answered, refused, moved and destroyed meanwhile.
#include <cstring>
#include <new>

#include "machine/session.hpp"

using namespace cxtls;
using namespace cxtls::machine;
using namespace toy;

namespace {

constexpr std::uint64_t last_serial = ~std::uint64_t{0};

// The whole handshake, each question answered by the application at once or later.
constexpr session<full> handshake(mood verdict, mood signature) {
  session<full> s{.context = {.verdict = verdict, .signature = signature}};
  (void)s.command(Open{7});
  s.deliver<Hello>(hello);
  if (s.engine.parked()) (void)s.answer_with(Verdict{true});
  s.deliver<Finished>(finished_wants_signature);
  if (s.engine.parked()) (void)s.answer_with(Signature{7});
  return s;
}
constexpr bool ends_the_same(mood verdict, mood signature) {
  const session<full> synchronous = handshake(mood::now, mood::now);
  const session<full> late = handshake(verdict, signature);
  auto const* one = synchronous.engine.get_if<Connected<full>>();
  auto const* other = late.engine.get_if<Connected<full>>();
  return one && other && one->derived == other->derived && one->signature == other->signature &&
         synchronous.context.steps == late.context.steps && synchronous.context.handled == late.context.handled &&
         synchronous.context.asked == late.context.asked;
}

constexpr bool parks_with_one_question() {
  session<full> s = session_in<full, AwaitVerdict>();
  if (!s.engine.parked()) return false;
  if (s.engine.take_question<Signature>()) return false;  // not what it asks
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  return k && !s.engine.take_question<Verdict>() && s.engine.parked();
}
constexpr bool has_no_question_unless_parked() {
  session<full> s = session_in<full, WaitHello>();
  return !s.engine.parked() && !s.engine.take_question<Verdict>();
}
constexpr bool resumes_once() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  const bool answered = s.resume(std::move(k), Verdict{true}) == resumed::ok;
  const bool spent = !k && s.resume(std::move(k), Verdict{true}) == resumed::spent;
  return answered && spent && s.engine.is<WaitFinished<full>>() && s.context.handled == 1 && !s.engine.parked();
}
constexpr bool moved_from_is_spent() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> first = s.engine.take_question<Verdict>();
  continuation<Verdict> second = std::move(first);
  const bool empty = !first && s.resume(std::move(first), Verdict{true}) == resumed::spent;
  return empty && s.engine.parked() && s.resume(std::move(second), Verdict{true}) == resumed::ok;
}
constexpr bool never_handed_out_is_spent() {
  session<full> s = session_in<full, AwaitVerdict>();
  (void)s.engine.take_question<Verdict>();
  return s.answer_with(Verdict{true}) == resumed::spent && s.engine.parked();
}
constexpr bool a_bad_answer_fails_like_a_bad_message() {
  session<full> s = session_in<full, AwaitVerdict>();
  return s.answer_with(Verdict{false}) == resumed::ok &&
         s.engine.failure() == error{errc::certificate_refused_by_application};
}
constexpr bool an_answer_can_lead_to_the_next_question() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  if (s.resume(std::move(k), Verdict{true}) != resumed::ok) return false;
  s.deliver<Finished>(finished_wants_signature);
  if (!s.engine.parked() || s.engine.take_question<Verdict>()) return false;
  return s.answer_with(Signature{3}) == resumed::ok && s.engine.get_if<Connected<full>>()->signature == 3;
}

// A machine that asks when it is told to, and asks again with the first answer in hand.
struct First {
  int value = 0;
};
struct Second {
  int value = 0;
};
struct Begin {};
struct Idle {};
struct AwaitFirst {};
struct AwaitSecond {
  int first = 0;
};
struct Done {
  int sum = 0;
};
struct asker {
  struct context {
    bool late = false;
  };
  using states = machine::list<Idle, AwaitFirst, AwaitSecond, Done>;
  using messages = machine::list<Retry>;
  using commands = machine::list<Begin>;
  static constexpr auto on(Idle&&, Begin const&, context&) -> Next<AwaitFirst> { return AwaitFirst{}; }
  static constexpr auto ask(AwaitFirst const&, context& c) -> answer<First> {
    if (c.late) return pending;
    return First{1};
  }
  static constexpr auto on(AwaitFirst&&, First const& a, context&) -> Next<AwaitSecond> { return AwaitSecond{a.value}; }
  static constexpr auto ask(AwaitSecond const&, context& c) -> answer<Second> {
    if (c.late) return pending;
    return Second{20};
  }
  static constexpr auto on(AwaitSecond&& s, Second const& a, context&) -> Next<Done> { return Done{s.first + a.value}; }
};
constexpr int sum_of_answers(bool late) {
  asker::context c{late};
  machine::engine<asker> e{Idle{}};
  if (!e.command(Begin{}, c) || e.parked() != late) return -1;
  if (late) {
    if (e.resume(e.take_question<First>(), First{1}, c) != resumed::ok || !e.parked()) return -2;
    if (e.resume(e.take_question<Second>(), Second{20}, c) != resumed::ok) return -3;
  }
  return e.is<Done>() && !e.parked() ? e.get_if<Done>()->sum : -4;
}
constexpr bool the_first_answer_does_not_answer_the_second_question() {
  asker::context c{true};
  machine::engine<asker> e{Idle{}}, twin{Idle{}};
  (void)e.command(Begin{}, c);
  (void)twin.command(Begin{}, c);
  (void)e.resume(e.take_question<First>(), First{1}, c);
  return e.resume(twin.take_question<First>(), First{1}, c) == resumed::superseded && e.is<AwaitSecond>();
}

// ---- refusals ----

constexpr error refused_at_once(mood verdict, mood signature) { return handshake(verdict, signature).engine.failure(); }
constexpr error refused_later(error why) {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  if (s.refuse(std::move(k), why) != resumed::ok || s.engine.parked()) return {};
  if (s.refuse(std::move(k), why) != resumed::spent || s.context.handled != 0) return {};
  return s.engine.failure();
}
constexpr bool superseded_by_failure() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> to_answer = s.engine.take_question<Verdict>();
  s.engine.fail(error{errc::canceled}, s.context);
  return s.resume(std::move(to_answer), Verdict{true}) == resumed::superseded &&
         s.engine.failure() == error{errc::canceled} && s.context.handled == 0;
}
constexpr bool refusing_is_superseded_by_failure() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> to_refuse = s.engine.take_question<Verdict>();
  s.engine.fail(error{errc::canceled}, s.context);
  return s.refuse(std::move(to_refuse), error{errc::signing_failed}) == resumed::superseded &&
         s.engine.failure() == error{errc::canceled};
}

// ---- whose continuation is it? ----

constexpr session<full> parked_with_seed(std::uint64_t seed) {
  session<full> s{.context = {.verdict = mood::later}};
  s.engine.seed(seed);
  (void)s.command(Open{7});
  s.deliver<Hello>(hello);
  return s;
}
constexpr bool anothers_continuation_is_superseded() {
  session<full> mine = parked_with_seed(100);
  session<full> other = parked_with_seed(200);
  continuation<Verdict> k = mine.engine.take_question<Verdict>();
  if (other.resume(std::move(k), Verdict{true}) != resumed::superseded) return false;
  return !k && mine.engine.parked() && other.engine.parked() && other.context.handled == 2 &&
         other.answer_with(Verdict{true}) == resumed::ok;
}
constexpr bool a_continuation_for_another_answer_is_superseded() {
  // Not seeded: both questions are the first of their engine.
  session<full> mine{.context = {.signature = mood::later}};
  (void)mine.command(Open{7});
  mine.deliver<Hello>(hello);
  mine.deliver<Finished>(finished_wants_signature);
  session<full> other = parked_with_seed(0);
  continuation<Signature> k = mine.engine.take_question<Signature>();
  return k && other.resume(std::move(k), Signature{1}) == resumed::superseded && other.engine.parked();
}
constexpr bool an_earlier_question_is_superseded() {
  // A copy of the number that was answered: the same question, from an engine that stands where this one stood.
  session<full> earlier = parked_with_seed(5);
  session<full> s = handshake(mood::now, mood::now);
  return s.resume(earlier.engine.take_question<Verdict>(), Verdict{true}) == resumed::superseded &&
         s.engine.is<Connected<full>>();
}
constexpr bool serial_numbers_wrap_around(std::uint64_t seed) {
  session<full> s = parked_with_seed(seed);
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  return k && s.resume(std::move(k), Verdict{true}) == resumed::ok && s.engine.is<WaitFinished<full>>();
}

// ---- moving ----

constexpr bool a_question_moves_along() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  session<full> moved = std::move(s);
  return moved.engine.parked() && !moved.engine.take_question<Verdict>() &&
         moved.resume(std::move(k), Verdict{true}) == resumed::ok && moved.engine.is<WaitFinished<full>>();
}
constexpr bool a_question_moves_by_assignment() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  session<full> target = session_in<full, Connected>();
  target = std::move(s);
  if (target.resume(std::move(k), Verdict{true}) != resumed::ok) return false;
  target.deliver<Finished>(finished);  // the key came along
  return target.engine.is<Connected<full>>();
}
constexpr bool a_question_not_yet_asked_for_moves_too() {
  session<full> s = session_in<full, AwaitVerdict>();
  session<full> moved = std::move(s);
  return moved.answer_with(Verdict{true}) == resumed::ok;
}
constexpr bool what_was_moved_from_takes_no_answer() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  session<full> moved = std::move(s);
  return !s.engine.parked() && s.resume(std::move(k), Verdict{true}) == resumed::superseded && s.context.handled == 0;
}
constexpr bool assigned_to_itself_stays_parked() {
  session<full> s = session_in<full, AwaitVerdict>();
  session<full>& same = s;
  s.engine = std::move(same.engine);
  return s.engine.parked() && s.answer_with(Verdict{true}) == resumed::ok;
}

// ---- while parked ----

constexpr bool a_message_while_parked_is_unexpected() {
  session<full> s = session_in<full, AwaitVerdict>();
  continuation<Verdict> k = s.engine.take_question<Verdict>();
  s.deliver<Finished>(finished);
  return s.engine.failure() == error{errc::unexpected_message} && !s.engine.parked() &&
         s.resume(std::move(k), Verdict{true}) == resumed::superseded;
}
constexpr bool a_continuation_outlives_its_engine() {
  continuation<Verdict> k = session_in<full, AwaitVerdict>().engine.take_question<Verdict>();
  session<full> other = session_in<full, Connected>();
  return k && other.resume(std::move(k), Verdict{true}) == resumed::superseded;
}

// ---- secrets ----

// An engine in storage that outlives it, so that what it leaves behind can be read.
class observed {
 public:
  observed() : engine_(::new(storage_) toy_engine(Start<full>{})) {
    context.verdict = mood::later;
    (void)engine_->command(Open{1}, context);
  }
  ~observed() {
    if (engine_ != nullptr) engine_->~toy_engine();
  }
  void destroy() { std::exchange(engine_, nullptr)->~toy_engine(); }
  void deliver(std::size_t message, bytes body) { engine_->deliver(message, body, body, context); }
  // Eight octets of the key in a row, wherever they begin: what was wiped only in part is found, too.
  bool holds_key() const {
    const toy::key k = key_from(1);
    for (std::size_t part = 0; part + 8 <= k.size(); ++part)
      for (std::size_t at = 0; at + 8 <= sizeof storage_; ++at)
        if (std::memcmp(storage_ + at, k.expose().data() + part, 8) == 0) return true;
    return false;
  }
  using toy_engine = machine::engine<Client<full>>;
  toy_engine& operator*() { return *engine_; }

  Context<full> context{};

 private:
  alignas(toy_engine) unsigned char storage_[sizeof(toy_engine)]{};
  toy_engine* engine_;
};

constexpr auto finished_for_1 = verbs::octets(1, 0);
constexpr std::size_t hello_index = 0, finished_index = 2, ticket_index = 3;
}  // namespace

TEST_CASE("F31: an answer that is late leads where the same answer at once does") {
  BOTH(ends_the_same(mood::later, mood::now));
  BOTH(ends_the_same(mood::now, mood::later));
  BOTH(ends_the_same(mood::later, mood::later));
}

TEST_CASE("F31: a parked machine hands its question out once, to who asks for the right one") {
  BOTH(parks_with_one_question());
  BOTH(has_no_question_unless_parked());
}

TEST_CASE("F31: a question is answered once") {
  BOTH(resumes_once());
  BOTH(moved_from_is_spent());
  BOTH(never_handed_out_is_spent());
}

TEST_CASE("F31: an answer can be wrong, and can lead to the next question") {
  BOTH(a_bad_answer_fails_like_a_bad_message());
  BOTH(an_answer_can_lead_to_the_next_question());
}

TEST_CASE("F31: a command or an answer can raise the next question, and both ways of answering sum up the same") {
  BOTH(sum_of_answers(false) == 21);
  BOTH(sum_of_answers(true) == 21);
  BOTH(the_first_answer_does_not_answer_the_second_question());
}

TEST_CASE("F31: the application may refuse at once") {
  BOTH(refused_at_once(mood::refuse, mood::now) == error{errc::refused_by_application});
  BOTH(refused_at_once(mood::now, mood::refuse) == error{errc::signing_failed});
}

TEST_CASE("F31: the application may refuse later, and a refusal always has a reason") {
  BOTH(refused_later(error{errc::certificate_revoked}) == error{errc::certificate_revoked});
  BOTH(refused_later(error{}) == error{errc::refused_by_application});
}

TEST_CASE("F31: an answer to a machine that failed meanwhile is superseded") {
  BOTH(superseded_by_failure());
  BOTH(refusing_is_superseded_by_failure());
}

TEST_CASE("F31: a continuation is good for its own question only") {
  BOTH(anothers_continuation_is_superseded());
  BOTH(a_continuation_for_another_answer_is_superseded());
  BOTH(an_earlier_question_is_superseded());
}

TEST_CASE("F31: serial numbers wrap around without becoming the spent one") {
  BOTH(serial_numbers_wrap_around(last_serial - 1));
  BOTH(serial_numbers_wrap_around(last_serial));
}

TEST_CASE("F31: a machine moves while its question is out, and only one of the two takes the answer") {
  BOTH(a_question_moves_along());
  BOTH(a_question_moves_by_assignment());
  BOTH(a_question_not_yet_asked_for_moves_too());
  BOTH(what_was_moved_from_takes_no_answer());
}

TEST_CASE("F31: a machine assigned to itself stays parked") { BOTH(assigned_to_itself_stays_parked()); }

TEST_CASE("F31: a parked machine takes no message") { BOTH(a_message_while_parked_is_unexpected()); }

TEST_CASE("F31: a machine may be destroyed while its question is out") { BOTH(a_continuation_outlives_its_engine()); }

TEST_CASE("a state's secret is wiped when the machine goes on without it") {
  observed machine;
  REQUIRE(machine.holds_key());
  machine.deliver(hello_index, resuming_hello);
  REQUIRE((*machine).is<WaitFinished<full>>());
  REQUIRE(machine.holds_key());
  machine.deliver(finished_index, finished_for_1);
  REQUIRE((*machine).is<Connected<full>>());
  CHECK_FALSE(machine.holds_key());
}

TEST_CASE("a state's secret is wiped when the machine fails, whoever is to blame") {
  observed by_order, by_parsing, by_handler, by_caller;
  REQUIRE(by_order.holds_key());
  by_order.deliver(ticket_index, ticket);
  CHECK_FALSE(by_order.holds_key());
  by_parsing.deliver(hello_index, truncated_hello);
  CHECK_FALSE(by_parsing.holds_key());
  by_handler.deliver(hello_index, refused_hello);
  CHECK_FALSE(by_handler.holds_key());
  REQUIRE(by_caller.holds_key());
  (*by_caller).fail(error{errc::canceled}, by_caller.context);
  CHECK_FALSE(by_caller.holds_key());
}

TEST_CASE("a state's secret is wiped when a parked machine is destroyed or moved from") {
  observed destroyed, moved;
  destroyed.deliver(hello_index, hello);
  REQUIRE((*destroyed).parked());
  REQUIRE(destroyed.holds_key());
  destroyed.destroy();
  CHECK_FALSE(destroyed.holds_key());

  moved.deliver(hello_index, hello);
  REQUIRE(moved.holds_key());
  observed::toy_engine elsewhere = std::move(*moved);
  CHECK(elsewhere.parked());
  CHECK_FALSE(moved.holds_key());
}
