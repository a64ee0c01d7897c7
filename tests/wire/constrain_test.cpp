#include "cxtls/wire/constrain.hpp"

#include "cxtls/wire/array.hpp"
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/octets.hpp"
#include "cxtls/wire/struct.hpp"
#include "verbs.hpp"

namespace {
enum class Method : std::uint8_t { null = 0, deflate = 1 };
struct Point {
  std::uint8_t x = 0;
  std::uint8_t y = 0;
};
struct Message {
  std::uint8_t head = 0;
  cxtls::bytes tail{};
};
struct Tied {
  Point where{};
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<Point> =
    cxtls::Struct(cxtls::Field<&Point::x>(cxtls::u8), cxtls::Field<&Point::y>(cxtls::u8));
template <>
inline constexpr auto cxtls::wire<Message> =
    cxtls::Struct(cxtls::Field<&Message::head>(cxtls::u8),
                  cxtls::Field<&Message::tail>(cxtls::Optional(cxtls::Marked(cxtls::PrefixedBytes()))));
template <>
inline constexpr auto cxtls::wire<Tied> = cxtls::Struct(cxtls::Field<&Tied::where>(
    cxtls::Where<cxtls::errc::group_changed>(cxtls::wire<Point>, [](Point const& p) { return p.x < p.y; })));

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto boxed = Opaque(u16, wire<Point>);
constexpr auto null_only = OneOf<Method::null>(EnumClass<Method>(u8));
constexpr auto few = OneOfElse<errc::compression_not_null, 1, 3>(u8);
constexpr auto even = Where(u16, [](std::uint16_t v) { return v % 2 == 0; });
constexpr auto within = SizeWithin({.min = 2, .max = 4}, Remaining);
constexpr std::array<std::uint8_t, 5> five{1, 2, 3, 4, 5};
constexpr bytes some(std::size_t n) { return bytes(five).first(n); }
}  // namespace

TEST_CASE("A6: Opaque stands behind its length, which it must fill exactly") {
  BOTH(read(boxed, octets(0, 2, 5, 6)).value.y == 6);
  BOTH(write(boxed, Point{5, 6}) == octets(0, 2, 5, 6));
  BOTH(failure(boxed, octets(0, 3, 5, 6, 7)).code == errc::trailing_data);
  BOTH(failure(boxed, octets(0, 1, 5)) == error{errc::truncated, "y"});
  BOTH(failure(boxed, octets(0, 2, 5)).code == errc::truncated);
  BOTH(write(Opaque(u8, u16), 7) == octets(2, 0, 7));
}

TEST_CASE("A11: Opaque holds its own bounds in both directions") {
  constexpr auto d = Opaque(u8, Remaining, {.min = 1, .max = 2});
  BOTH(failure(d, octets(0)).code == errc::length_out_of_range);
  BOTH(read(d, octets(1, 9)).ok());
  BOTH(read(d, octets(2, 9, 9)).ok());
  BOTH(failure(d, octets(3, 9, 9, 9)).code == errc::length_out_of_range);
  BOTH(write(d, some(0)).failure.code == errc::length_out_of_range);
  BOTH(write(d, some(2)) == octets(2, 1, 2));
  BOTH(write(d, some(3)).failure.code == errc::length_out_of_range);
}

TEST_CASE("F6: Opaque knows its bounds from the inner descriptor and from its own limits") {
  BOTH(boxed.min_size() == 4 && boxed.max_size() == 4);
  BOTH(Opaque(u8, Remaining).max_size() == 256);
  BOTH(Opaque(u8, Remaining, {.min = 3, .max = 9}).min_size() == 4);
  BOTH(Opaque(u8, Remaining, {.min = 3, .max = 9}).max_size() == 10);
}

TEST_CASE("A10: OneOf refuses what it doesn't list, parsing and building") {
  BOTH(read(null_only, octets(0)).value == Method::null);
  BOTH(failure(null_only, octets(1)).code == errc::unknown_value);
  BOTH(write(null_only, Method::null) == octets(0));
  BOTH(write(null_only, Method::deflate).failure.code == errc::unknown_value);
  BOTH(read(few, octets(3)).ok());
  BOTH(!null_only.any_bytes());
}

TEST_CASE("A9: OneOfElse and Where say which rule was broken") {
  BOTH(failure(few, octets(2)).code == errc::compression_not_null);
  BOTH(write(few, 2).failure.code == errc::compression_not_null);
  BOTH(failure(even, octets(0, 3)).code == errc::rule_broken);
  BOTH(read(even, octets(0, 4)).value == 4);
  BOTH(write(even, 3).failure.code == errc::rule_broken);
  BOTH(write(even, 4) == octets(0, 4));
  BOTH(failure(wire<Tied>, octets(2, 2)) == error{errc::group_changed, "where"});
  BOTH(read(wire<Tied>, octets(1, 2)).ok());
  BOTH(write(wire<Tied>, {{2, 2}}).failure == error{errc::group_changed, "where"});
}

TEST_CASE("A9: a wrapped descriptor's own errors keep their field") {
  BOTH(failure(wire<Tied>, octets(2)) == error{errc::truncated, "y"});
}

TEST_CASE("A11: SizeWithin, SizeAtLeast and SizeAtMost are inclusive, in both directions") {
  BOTH(failure(within, some(1)).code == errc::length_out_of_range);
  BOTH(read(within, some(2)).ok());
  BOTH(read(within, some(4)).ok());
  BOTH(failure(within, some(5)).code == errc::length_out_of_range);
  BOTH(write(within, some(1)).failure.code == errc::length_out_of_range);
  BOTH(write(within, some(2)) == octets(1, 2));
  BOTH(write(within, some(4)) == octets(1, 2, 3, 4));
  BOTH(write(within, some(5)).failure.code == errc::length_out_of_range);
  BOTH(failure(SizeAtLeast(2, Remaining), some(1)).code == errc::length_out_of_range);
  BOTH(read(SizeAtLeast(2, Remaining), some(2)).ok());
  BOTH(read(SizeAtLeast(2, Remaining), some(5)).ok());
  BOTH(write(SizeAtLeast(2, Remaining), some(1)).failure.code == errc::length_out_of_range);
  BOTH(read(SizeAtMost(2, Remaining), some(0)).ok());
  BOTH(read(SizeAtMost(2, Remaining), some(2)).ok());
  BOTH(failure(SizeAtMost(2, Remaining), some(3)).code == errc::length_out_of_range);
  BOTH(write(SizeAtMost(2, Remaining), some(3)).failure.code == errc::length_out_of_range);
}

TEST_CASE("F6: size limits narrow the bounds of what they wrap, and never widen them") {
  BOTH(within.min_size() == 2 && within.max_size() == 4);
  BOTH(SizeWithin({.min = 0, .max = 9}, u16).min_size() == 2);
  BOTH(SizeWithin({.min = 0, .max = 9}, u16).max_size() == 2);
  BOTH(SizeWithin({.min = 0, .max = 9}, u16).any_bytes());
  BOTH(!within.any_bytes());
}

TEST_CASE("an Optional field may end the message before itself, and is always built") {
  BOTH(read(wire<Message>, octets(1)).ok());
  BOTH(read(wire<Message>, octets(1)).value.tail.empty());
  BOTH(equal(read(wire<Message>, octets(1, 1, 9)).value.tail, octets(9)));
  BOTH(failure(wire<Message>, octets(1, 1)) == error{errc::truncated, "tail"});
  BOTH(write(wire<Message>, Message{.head = 1}) == octets(1, 0));
  BOTH(wire<Message>.min_size() == 1);
}

TEST_CASE("a marked field tells where it begins, parsing, checking and building") {
  constexpr static auto in = octets(1, 1, 9);
  constexpr auto marks = [] {
    reader r(in), checked(in);
    Message m;
    writer w = writer::counting();
    const bool good = wire<Message>.read(r, m) && wire<Message>.check(checked);
    wire<Message>.write(w, m);
    return good && r.marked() == 1 && checked.marked() == 1 && w.marked() == 1;
  };
  BOTH(marks());
}

TEST_CASE("a dump shows a value that breaks its rule, then stops") {
  BOTH(print(even, octets(0, 3), "length").size == 1);
  BOTH(print(even, octets(0, 3), "length")[0].value == 3);
  BOTH(print(even, octets(0, 3), "length").failure.code == errc::rule_broken);
  BOTH(print(few, octets(2), "kind")[0].value == 2);
}
