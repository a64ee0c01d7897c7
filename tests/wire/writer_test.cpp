#include "cxtls/wire/writer.hpp"

#include "verbs.hpp"

using namespace cxtls;
using namespace verbs;

namespace {
constexpr bool output_is_never_overrun() {
  std::array<std::uint8_t, 4> out{};
  writer w(mutable_bytes(out).first(3));
  w.put(octets(1, 2));
  w.put(octets(3, 4));
  return w.failure().code == errc::no_space && w.size() == 2 && out == octets(1, 2, 0, 0);
}
constexpr bool no_output_holds_nothing() {
  writer w(mutable_bytes{});
  w.put(bytes{});
  const bool nothing_fits = w.ok();
  w.put_uint(1, 0);
  return nothing_fits && w.failure().code == errc::no_space;
}
constexpr bool after_a_failure_nothing_is_written() {
  std::array<std::uint8_t, 4> out{};
  writer w(out);
  w.put_uint(1, 256);
  w.put_uint(1, 7);
  w.close(w.open(1), 1, 0, 255);
  return w.failure().code == errc::value_out_of_range && w.size() == 0 && out == octets(0, 0, 0, 0);
}
constexpr bool a_closed_block_has_its_length_in_front() {
  std::array<std::uint8_t, 6> out{};
  writer w(out);
  w.put_uint(1, 9);
  const std::size_t outer = w.open(2);
  const std::size_t inner = w.open(1);
  w.put(octets(7, 8));
  w.close(inner, 1, 0, 255);
  w.close(outer, 2, 0, 255);
  return w.ok() && out == octets(9, 0, 3, 2, 7, 8);
}
constexpr bool a_block_that_its_prefix_cannot_measure_is_refused() {
  writer w = writer::counting();
  const std::size_t block = w.open(1);
  w.put(std::array<std::uint8_t, 256>{});
  w.close(block, 1, 0, ~std::size_t{0});
  return w.failure().code == errc::length_out_of_range;
}
constexpr errc block_within(std::size_t min, std::size_t max) {
  writer w = writer::counting();
  const std::size_t block = w.open(1);
  w.put(octets(1, 2));
  w.close(block, 1, min, max);
  return w.failure().code;
}
constexpr bool counting_needs_no_output() {
  writer w = writer::counting();
  w.put_uint(3, 1);
  w.put(octets(1, 2));
  return w.ok() && w.size() == 5;
}
constexpr bool the_first_failure_and_the_innermost_field_stay() {
  writer w = writer::counting();
  w.blame("too early: nothing failed yet");
  w.fail(errc::rule_broken);
  w.fail(errc::no_space);
  w.blame("inner");
  w.blame("outer");
  return w.failure() == error{errc::rule_broken, "inner"};
}
constexpr bool a_mark_remembers_its_place() {
  writer w = writer::counting();
  const bool unmarked = w.marked() == writer::unmarked;
  w.put_uint(2, 1);
  w.mark();
  w.put_uint(2, 1);
  return unmarked && w.marked() == 2;
}
}  // namespace

TEST_CASE("a writer never overruns its output") { BOTH(output_is_never_overrun()); }
TEST_CASE("an empty output holds nothing") { BOTH(no_output_holds_nothing()); }
TEST_CASE("A2: after a failure nothing more is written") { BOTH(after_a_failure_nothing_is_written()); }
TEST_CASE("a closed block has its length in front") { BOTH(a_closed_block_has_its_length_in_front()); }
TEST_CASE("a block that its prefix can't measure is refused") {
  BOTH(a_block_that_its_prefix_cannot_measure_is_refused());
}
TEST_CASE("A11: a block outside its bounds is refused, both inclusive") {
  BOTH(block_within(2, 2) == errc::none);
  BOTH(block_within(3, 9) == errc::length_out_of_range);
  BOTH(block_within(0, 1) == errc::length_out_of_range);
}
TEST_CASE("counting needs no output") { BOTH(counting_needs_no_output()); }
TEST_CASE("the first failure of a writer stays, and the innermost field") {
  BOTH(the_first_failure_and_the_innermost_field_stay());
}
TEST_CASE("a writer's mark remembers its place") { BOTH(a_mark_remembers_its_place()); }
