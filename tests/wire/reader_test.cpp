#include "cxtls/wire/reader.hpp"

#include "verbs.hpp"

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto five = octets(1, 2, 3, 4, 5);

constexpr bool take_moves_by_what_it_took() {
  reader r(five);
  bytes head;
  std::uint64_t number = 0;
  return r.take(2, head) && equal(head, octets(1, 2)) && r.position() == 2 && r.take_uint(2, number) &&
         number == 0x0304 && r.remaining() == 1 && !r.at_end() && equal(r.since(1), octets(2, 3, 4));
}
constexpr bool running_out_moves_nothing() {
  reader r(five, input::growing);
  bytes head;
  std::uint64_t number = 0;
  return !r.take(7, head) && r.position() == 0 && r.missing() == 2 && !r.take_uint(8, number) && number == 0 &&
         r.position() == 0;
}
constexpr bool nothing_reaches_past_the_entered_block() {
  reader r(five);
  reader::outer saved;
  bytes all;
  return r.enter(3, saved) && r.remaining() == 3 && !r.take(4, all) && r.failure().code == errc::truncated;
}
constexpr bool a_block_must_fit_in_the_one_around_it() {
  reader r(five);
  reader::outer outer, inner;
  return r.enter(3, outer) && !r.enter(4, inner) && r.failure().code == errc::truncated;
}
constexpr bool a_block_must_be_used_up() {
  reader r(five);
  reader::outer saved;
  bytes some;
  return r.enter(3, saved) && r.take(2, some) && !r.leave(saved) && r.failure().code == errc::trailing_data;
}
constexpr bool leaving_a_block_gives_back_the_rest() {
  reader r(five, input::growing);
  reader::outer saved;
  bytes some;
  return r.enter(3, saved) && r.take(3, some) && r.leave(saved) && r.remaining() == 2 && !r.take(3, some) &&
         r.failure().code == errc::need_more;
}
constexpr bool inside_a_complete_block_nothing_more_can_come() {
  reader r(five, input::growing);
  reader::outer saved;
  bytes some;
  return r.enter(3, saved) && !r.take(4, some) && r.failure().code == errc::truncated;
}
constexpr bool the_first_failure_and_the_innermost_field_stay() {
  reader r(five);
  r.blame("too early: nothing failed yet");
  r.fail(errc::truncated);
  r.fail(errc::rule_broken);
  r.blame("inner");
  r.blame("outer");
  return r.failure() == error{errc::truncated, "inner"};
}
constexpr bool a_mark_remembers_its_place() {
  reader r(five);
  bytes some;
  const bool unmarked = r.marked() == reader::unmarked;
  (void)r.take(3, some);
  r.mark();
  (void)r.take(1, some);
  return unmarked && r.marked() == 3;
}
}  // namespace

TEST_CASE("a reader moves by what it took") { BOTH(take_moves_by_what_it_took()); }
TEST_CASE("a reader that runs out stays where it is and says how much is missing") {
  BOTH(running_out_moves_nothing());
}
TEST_CASE("nothing reaches past the block that was entered") { BOTH(nothing_reaches_past_the_entered_block()); }
TEST_CASE("a block must fit in the one around it") { BOTH(a_block_must_fit_in_the_one_around_it()); }
TEST_CASE("a block must be used up") { BOTH(a_block_must_be_used_up()); }
TEST_CASE("leaving a block gives back the rest, which may still grow") { BOTH(leaving_a_block_gives_back_the_rest()); }
TEST_CASE("A4: inside a complete block nothing more can come") {
  BOTH(inside_a_complete_block_nothing_more_can_come());
}
TEST_CASE("the first failure stays, and the innermost field") {
  BOTH(the_first_failure_and_the_innermost_field_stay());
}
TEST_CASE("a mark remembers its place") { BOTH(a_mark_remembers_its_place()); }
