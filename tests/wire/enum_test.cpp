#include "cxtls/wire/enum.hpp"

#include "verbs.hpp"

namespace {
enum class Colour : std::uint16_t { red = 1, blue = 0x0203 };
}
template <>
inline constexpr auto cxtls::names<Colour> =
    std::to_array<cxtls::named<Colour>>({{Colour::red, "red"}, {Colour::blue, "blue"}});

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto open_colour = EnumClass<Colour>(u16);
constexpr auto closed_colour = ClosedEnumClass<Colour>(u16);
}  // namespace

TEST_CASE("A7: an enumeration travels as its integer") {
  BOTH(read(open_colour, octets(2, 3)).value == Colour::blue);
  BOTH(write(open_colour, Colour::blue) == octets(2, 3));
  BOTH(failure(open_colour, octets(2)).code == errc::truncated);
  BOTH(open_colour.min_size() == 2 && open_colour.max_size() == 2);
}

TEST_CASE("A7: an open enumeration keeps code points that it doesn't know") {
  BOTH(read(open_colour, octets(0x0a, 0x0a)).value == Colour{0x0a0a});
  BOTH(write(open_colour, Colour{0x0a0a}) == octets(0x0a, 0x0a));
  BOTH(open_colour.any_bytes());
}

TEST_CASE("A7: a closed enumeration refuses them in both directions") {
  BOTH(read(closed_colour, octets(0, 1)).value == Colour::red);
  BOTH(failure(closed_colour, octets(0x0a, 0x0a)).code == errc::unknown_value);
  BOTH(write(closed_colour, Colour::red) == octets(0, 1));
  BOTH(write(closed_colour, Colour{0x0a0a}).failure.code == errc::unknown_value);
  BOTH(!closed_colour.any_bytes());
}

TEST_CASE("names lead to code points and back") {
  BOTH(name_of(Colour::blue) == "blue");
  BOTH(name_of(Colour{7}).empty());
  BOTH(from_name<Colour>("blue") == Colour::blue);
  BOTH(!from_name<Colour>("green"));
  BOTH(!from_name<Colour>(""));
  BOTH(name_of(input::growing).empty());  // no registry at all
}

TEST_CASE("a dump names the code points it knows, and shows the numbers of the others") {
  BOTH(print(open_colour, octets(2, 3), "colour")[0].meaning == "blue");
  BOTH(print(open_colour, octets(2, 3), "colour")[0].is == annotation::kind::name);
  BOTH(print(open_colour, octets(0x0a, 0x0a), "colour")[0].meaning.empty());
  BOTH(print(open_colour, octets(0x0a, 0x0a), "colour")[0].value == 0x0a0a);
}
