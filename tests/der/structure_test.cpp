#include "cxtls/der/structure.hpp"

#include <catch2/catch_test_macros.hpp>

#include "der/shapes.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;
using test::refusal;

namespace {
struct numbers {
  list<test::small_value> items{};
};
struct number_set {
  list<test::small_value> items{};
};
struct chosen {
  std::variant<test::small_value, test::text_value> value{};
};
struct anything {
  der::any value{};
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<numbers> =
    Struct(Field<&numbers::items>(der::SequenceOf<test::small_value>({.min = 1, .max = 3})));
template <>
inline constexpr auto cxtls::wire<number_set> = Struct(Field<&number_set::items>(der::SetOf<test::small_value>()));
template <>
inline constexpr auto cxtls::wire<chosen> =
    Struct(Field<&chosen::value>(der::Choice<test::small_value, test::text_value>));
template <>
inline constexpr auto cxtls::wire<anything> = Struct(Field<&anything::value>(der::Any));

TEST_CASE("DER: SEQUENCE OF holds as many elements as its bounds allow") {
  static constexpr auto three = octets(0x30, 9, 2, 1, 1, 2, 1, 2, 2, 1, 3);
  BOTH(parse<numbers>(three)->items.size() == 3);
  test::obeys_the_laws<numbers, three>();
  BOTH(refusal<numbers>(octets(0x30, 0)) == errc::length_out_of_range);
  BOTH(refusal<numbers>(octets(0x30, 12, 2, 1, 1, 2, 1, 2, 2, 1, 3, 2, 1, 4)) == errc::length_out_of_range);
  BOTH(refusal<numbers>(octets(0x30, 3, 4, 1, 1)) == errc::unknown_value);
  BOTH(test::build_refusal(numbers{}) == errc::length_out_of_range);
}

TEST_CASE("DER: the elements of a SET OF ascend") {
  static constexpr auto in = octets(0x31, 7, 2, 1, 5, 2, 2, 1, 0);
  test::obeys_the_laws<number_set, in>();
  BOTH(refusal<number_set>(octets(0x31, 6, 2, 1, 6, 2, 1, 5)) == errc::rule_broken);
  BOTH(refusal<number_set>(octets(0x31, 6, 2, 1, 5, 2, 1, 5)) == errc::none);
}

TEST_CASE("DER: an OPTIONAL value is there if its tag is") {
  static constexpr auto both = octets(0x30, 6, 2, 1, 5, 1, 1, 0xff);
  static constexpr auto first = octets(0x30, 3, 2, 1, 5);
  static constexpr auto second = octets(0x30, 3, 1, 1, 0xff);
  static constexpr auto neither = octets(0x30, 0);
  BOTH(*parse<test::optional_pair>(both)->number == 5 && *parse<test::optional_pair>(both)->flag);
  BOTH(!parse<test::optional_pair>(second)->number);
  BOTH(!parse<test::optional_pair>(first)->flag);
  test::obeys_the_laws<test::optional_pair, both>();
  test::obeys_the_laws<test::optional_pair, first>();
  test::obeys_the_laws<test::optional_pair, second>();
  test::obeys_the_laws<test::optional_pair, neither>();
  BOTH(refusal<test::optional_pair>(octets(0x30, 6, 1, 1, 0xff, 2, 1, 5)) == errc::trailing_data);  // another order
}

TEST_CASE("DER: a DEFAULT is left out, and refused where it isn't") {
  static constexpr auto in = octets(0x30, 6, 2, 1, 8, 1, 1, 0xff);
  static constexpr auto standard = octets(0x30, 0);
  BOTH(parse<test::defaulted>(standard)->number == 7);
  BOTH(parse<test::defaulted>(in)->number == 8);
  test::obeys_the_laws<test::defaulted, in>();
  test::obeys_the_laws<test::defaulted, standard>();
  BOTH(refusal<test::defaulted>(octets(0x30, 3, 2, 1, 7)) == errc::rule_broken);
  BOTH(refusal<test::defaulted>(octets(0x30, 3, 1, 1, 0)) == errc::rule_broken);
}

TEST_CASE("DER: a CHOICE is the alternative whose tag is there") {
  static constexpr auto number = octets(2, 1, 5);
  static constexpr auto text = octets(0x16, 1, 'x');
  BOTH(parse<chosen>(number)->value.index() == 0);
  BOTH(parse<chosen>(text)->value.index() == 1);
  test::obeys_the_laws<chosen, number>();
  test::obeys_the_laws<chosen, text>();
  BOTH(refusal<chosen>(octets(0x05, 0)) == errc::unknown_value);
  BOTH(refusal<chosen>(bytes{}) == errc::truncated);
}

TEST_CASE("DER: ANY is one value of any tag") {
  static constexpr auto in = octets(0x30, 3, 2, 1, 5);
  BOTH(parse<anything>(in)->value.identifier == 0x30 && parse<anything>(in)->value.contents.size() == 3);
  test::obeys_the_laws<anything, in>();
  BOTH(refusal<anything>(octets(0x00, 0x00)) == errc::unknown_value);        // BER's end-of-contents
  BOTH(refusal<anything>(octets(0x1f, 0x81, 0x00)) == errc::unknown_value);  // a tag number above 30
  BOTH(refusal<anything>(octets(0x30, 0x80, 0, 0)) == errc::length_out_of_range);
}

TEST_CASE("DER: a captured encoding is the octets of the value, header and all") {
  static constexpr auto in = octets(0x30, 5, 0x30, 3, 4, 1, 0xaa);
  BOTH(equal(parse<test::captured>(in)->value.raw, bytes(in).subspan(2)));
  BOTH(parse<test::captured>(in)->value.value.value[0] == 0xaa);
  test::obeys_the_laws<test::captured, in>();
}
