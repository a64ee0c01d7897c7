#include "cxtls/wire/array.hpp"

#include "cxtls/wire/constrain.hpp"
#include "cxtls/wire/enum.hpp"
#include "cxtls/wire/octets.hpp"
#include "cxtls/wire/struct.hpp"
#include "verbs.hpp"

namespace {
enum class Suite : std::uint16_t {};
struct Name {
  cxtls::bytes text{};
};
enum class Closed : std::uint8_t { yes = 1 };
}  // namespace
template <>
inline constexpr auto cxtls::wire<Suite> = cxtls::EnumClass<Suite>(cxtls::u16);
template <>
inline constexpr auto cxtls::wire<Name> =
    cxtls::Struct(cxtls::Field<&Name::text>(cxtls::PrefixedBytes(cxtls::u8, {.min = 1})));
template <>
inline constexpr auto cxtls::names<Closed> = std::to_array<cxtls::named<Closed>>({{Closed::yes, "yes"}});
template <>
inline constexpr auto cxtls::wire<Closed> = cxtls::ClosedEnumClass<Closed>(cxtls::u8);

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto suites = TLSPrefixedArray<Suite>(u16, {.min = 2, .max = 6});
constexpr auto names_ = TLSPrefixedArray<Name>(u16);
constexpr auto answers = TLSPrefixedArray<Closed>(u8);
constexpr auto four = std::to_array<Suite>({Suite{1}, Suite{2}, Suite{3}, Suite{4}});
constexpr std::span<const Suite> some(std::size_t n) { return std::span<const Suite>(four).first(n); }
}  // namespace

TEST_CASE("A5: an array is its elements behind their length in octets") {
  BOTH(read(suites, octets(0, 4, 0x13, 1, 0x13, 2)).value.size() == 2);
  BOTH(read(suites, octets(0, 4, 0x13, 1, 0x13, 2)).value.contains(Suite{0x1302}));
  BOTH(write(suites, some(2)) == octets(0, 4, 0, 1, 0, 2));
}

TEST_CASE("A5: the width of the length is the descriptor's choice, two octets by default") {
  BOTH(write(TLSPrefixedArray<Suite>(), some(1)) == octets(0, 2, 0, 1));
  BOTH(write(TLSPrefixedArray<Suite>(u8), some(1)) == octets(2, 0, 1));
  BOTH(write(TLSPrefixedArray<Suite>(u24), some(1)) == octets(0, 0, 2, 0, 1));
  BOTH(read(TLSPrefixedArray<Suite>(u24), octets(0, 0, 2, 0, 1)).value.size() == 1);
}

TEST_CASE("A5: what was parsed is built again octet by octet") {
  constexpr static auto in = octets(0, 5, 1, 0xaa, 2, 0xbb, 0xcc);
  BOTH(write(names_, read(names_, in).value) == in);
}

TEST_CASE("A5: the last element must end where the array does") {
  BOTH(failure(suites, octets(0, 3, 0x13, 1, 0x13)).code == errc::truncated);
  BOTH(failure(names_, octets(0, 3, 1, 0xaa, 2)) == error{errc::truncated, "text"});
  BOTH(failure(names_, octets(0, 4, 1, 0xaa, 2, 0xbb, 0xcc)) == error{errc::truncated, "text"});
}

TEST_CASE("A5: a bad element is an error, not the end of the array") {
  BOTH(failure(names_, octets(0, 3, 1, 0xaa, 0)) == error{errc::length_out_of_range, "text"});
  BOTH(read(answers, octets(2, 1, 1)).value.size() == 2);
  BOTH(failure(answers, octets(2, 1, 2)).code == errc::unknown_value);
}

TEST_CASE("A11: both bounds of an array hold in both directions") {
  BOTH(failure(suites, octets(0, 0)).code == errc::length_out_of_range);
  BOTH(failure(suites, octets(0, 1, 1)).code == errc::length_out_of_range);
  BOTH(read(suites, octets(0, 2, 0, 1)).ok());
  BOTH(read(suites, octets(0, 6, 0, 1, 0, 2, 0, 3)).ok());
  BOTH(failure(suites, octets(0, 8, 0, 1, 0, 2, 0, 3, 0, 4)).code == errc::length_out_of_range);
  BOTH(write(suites, some(0)).failure.code == errc::length_out_of_range);
  BOTH(write(suites, some(1)) == octets(0, 2, 0, 1));
  BOTH(write(suites, some(3)) == octets(0, 6, 0, 1, 0, 2, 0, 3));
  BOTH(write(suites, some(4)).failure.code == errc::length_out_of_range);
}

TEST_CASE("an empty array is legal unless its lower bound forbids it") {
  BOTH(read(names_, octets(0, 0)).value.empty());
  BOTH(read(names_, octets(0, 0)).ok());
  BOTH(write(names_, list<Name>{}) == octets(0, 0));
}

TEST_CASE("an array knows its bounds") {
  BOTH(suites.min_size() == 4 && suites.max_size() == 8 && !suites.any_bytes());
  BOTH(names_.min_size() == 2 && names_.max_size() == 2 + 65535);
}

TEST_CASE("a dump shows the array's length and each element one level deeper") {
  constexpr static auto in = octets(0, 4, 0x13, 1, 0x13, 2);
  BOTH(print(suites, in, "cipher_suites").size == 3);
  BOTH(print(suites, in, "cipher_suites")[0].value == 4);
  BOTH(print(suites, in, "cipher_suites")[0].depth == 0);
  BOTH(print(suites, in, "cipher_suites")[2].depth == 1);
  BOTH(print(suites, in, "cipher_suites")[2].offset == 4);
  BOTH(print(suites, in, "cipher_suites")[2].value == 0x1302);
}
