#include "cxtls/wire/switch.hpp"

#include "cxtls/wire/array.hpp"
#include "cxtls/wire/constrain.hpp"
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/struct.hpp"
#include "verbs.hpp"

namespace {
enum class Kind : std::uint8_t { number = 1, text = 2, nothing = 3 };
struct Number {
  std::uint16_t value = 0;
};
struct Text {
  cxtls::bytes words{};
};
struct Nothing {};
}  // namespace
template <>
inline constexpr auto cxtls::names<Kind> =
    std::to_array<cxtls::named<Kind>>({{Kind::number, "number"}, {Kind::text, "text"}, {Kind::nothing, "nothing"}});
template <>
inline constexpr auto cxtls::wire<Number> = cxtls::Struct(cxtls::Field<&Number::value>(cxtls::u16));
template <>
inline constexpr auto cxtls::wire<Text> = cxtls::Struct(cxtls::Field<&Text::words>(cxtls::PrefixedBytes()));
template <>
inline constexpr auto cxtls::wire<Nothing> = cxtls::Empty<Nothing>;

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto tag = EnumClass<Kind>(u8);
constexpr auto framed =
    EnumSwitch(tag, u16, Case<Kind::number, Number>, Case<Kind::text, Text>, Case<Kind::nothing, Nothing>);
constexpr auto bare =
    EnumSwitch(tag, Otherwise(PrefixedBytes(u16)), Case<Kind::number, Number>, Case<Kind::text, Text>);
constexpr auto closed = EnumSwitch(tag, Closed, Case<Kind::number, Number>, Case<Kind::text, Text>);
using framed_value = decltype(framed)::value_type;
using bare_value = decltype(bare)::value_type;
using closed_value = decltype(closed)::value_type;

template <class T, class D>
constexpr bool holds(D const& d, bytes in) {
  const auto o = read(d, in);
  return o.ok() && std::holds_alternative<T>(o.value);
}
}  // namespace

TEST_CASE("A8: the tag decides the alternative") {
  BOTH(holds<Number>(framed, octets(1, 0, 2, 0x12, 0x34)));
  BOTH(std::get<Number>(read(framed, octets(1, 0, 2, 0x12, 0x34)).value).value == 0x1234);
  BOTH(holds<Text>(framed, octets(2, 0, 3, 2, 0xaa, 0xbb)));
  BOTH(holds<Nothing>(framed, octets(3, 0, 0)));
  BOTH(holds<Number>(bare, octets(1, 0x12, 0x34)));
  BOTH(holds<Text>(closed, octets(2, 1, 0xaa)));
}

TEST_CASE("A8: the alternative decides the tag") {
  BOTH(write(framed, framed_value(Number{0x1234})) == octets(1, 0, 2, 0x12, 0x34));
  BOTH(write(framed, framed_value(Nothing{})) == octets(3, 0, 0));
  BOTH(write(bare, bare_value(Number{0x1234})) == octets(1, 0x12, 0x34));
  BOTH(write(closed, closed_value(Number{0x1234})) == octets(1, 0x12, 0x34));
}

TEST_CASE("A8, A34: an unknown tag keeps its body and is built as it came") {
  constexpr static auto in = octets(0x77, 0, 3, 1, 2, 3);
  BOTH(holds<unknown<Kind>>(framed, in));
  BOTH(std::get<unknown<Kind>>(read(framed, in).value).tag == Kind{0x77});
  BOTH(equal(std::get<unknown<Kind>>(read(framed, in).value).body, octets(1, 2, 3)));
  BOTH(write(framed, read(framed, in).value) == in);
  BOTH(holds<unknown<Kind>>(framed, octets(0x77, 0, 0)));
}

TEST_CASE("A8: Otherwise says how an unknown tag goes on") {
  constexpr static auto in = octets(0x77, 0, 2, 8, 9);
  BOTH(equal(std::get<unknown<Kind>>(read(bare, in).value).body, octets(8, 9)));
  BOTH(read(bare, octets(0x77, 0, 2, 8, 9, 10)).size == 5);
  BOTH(write(bare, read(bare, in).value) == in);
  BOTH(failure(bare, octets(0x77, 0, 3, 8, 9)).code == errc::truncated);
}

TEST_CASE("A8: the bounds inside Otherwise hold") {
  constexpr auto filled =
      EnumSwitch(tag, Otherwise(PrefixedBytes(u8, {.min = 1, .max = 2})), Case<Kind::number, Number>);
  using value = decltype(filled)::value_type;
  BOTH(failure(filled, octets(0x77, 0)).code == errc::length_out_of_range);
  BOTH(read(filled, octets(0x77, 2, 1, 2)).ok());
  BOTH(write(filled, value(unknown<Kind>{Kind{0x77}, {}})).failure.code == errc::length_out_of_range);
}

TEST_CASE("A8: Closed refuses an unknown tag in both directions") {
  BOTH(failure(closed, octets(0x77, 0, 0)).code == errc::unknown_value);
  BOTH(failure(closed, octets(0x77)).code == errc::unknown_value);
  BOTH(write(closed, closed_value(unknown<Kind>{Kind{0x77}, {}})).failure.code == errc::unknown_value);
}

TEST_CASE("A8: tag and body can't disagree: an unknown body under a known tag isn't built") {
  BOTH(write(framed, framed_value(unknown<Kind>{Kind::number, {}})).failure.code == errc::rule_broken);
  BOTH(write(bare, bare_value(unknown<Kind>{Kind::text, {}})).failure.code == errc::rule_broken);
}

TEST_CASE("A8: a framed body must fill its length exactly") {
  BOTH(failure(framed, octets(1, 0, 3, 0x12, 0x34, 0x56)).code == errc::trailing_data);
  BOTH(failure(framed, octets(1, 0, 1, 0x12, 0x34)) == error{errc::truncated, "value"});
  BOTH(failure(framed, octets(3, 0, 1, 0)).code == errc::trailing_data);
  BOTH(failure(framed, octets(1, 0)).code == errc::truncated);
  BOTH(failure(framed, octets(1, 0, 2, 0x12)).code == errc::truncated);
  BOTH(failure(framed, octets()).code == errc::truncated);
}

TEST_CASE("A8: errors inside a body name its field") {
  BOTH(failure(framed, octets(2, 0, 2, 9, 9)) == error{errc::truncated, "words"});
  BOTH(write<400>(framed, framed_value(Text{std::span<const std::uint8_t>(std::array<std::uint8_t, 256>{})})).failure ==
       error{errc::length_out_of_range, "words"});
}

TEST_CASE("a switch's bounds cover every case and the unknown ones") {
  BOTH(framed.min_size() == 3 && framed.max_size() == 3 + 65535);
  BOTH(bare.min_size() == 2 && bare.max_size() == 1 + 2 + 65535);
  BOTH(!framed.any_bytes());
}

TEST_CASE("a switch whose cases all are bounded, and which is closed, is bounded") {
  BOTH(closed.min_size() == 2);
  BOTH(closed.max_size() == 1 + 256);
}

TEST_CASE("a dump shows tag, length and body of a switch") {
  constexpr static auto in = octets(2, 0, 3, 2, 0xaa, 0xbb);
  BOTH(print(framed, in, "entry")[0].is == annotation::kind::group);
  BOTH(print(framed, in, "entry")[0].field == "entry");
  BOTH(print(framed, in, "entry")[1].meaning == "text");
  BOTH(print(framed, in, "entry")[1].depth == 1);
  BOTH(print(framed, in, "entry")[2].field == "length");
  BOTH(print(framed, in, "entry")[2].value == 3);
  BOTH(print(framed, in, "entry")[3].field == "words");
  BOTH(print(framed, in, "entry")[3].offset == 3);
  BOTH(print(framed, octets(0x77, 0, 1, 9), "entry")[3].field == "body");
}
