#include "cxtls/wire/list.hpp"

#include "cxtls/wire/array.hpp"
#include "cxtls/wire/octets.hpp"
#include "cxtls/wire/struct.hpp"
#include "verbs.hpp"

namespace {
struct Entry {
  std::uint8_t weight = 0;
  cxtls::bytes name{};
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<Entry> =
    cxtls::Struct(cxtls::Field<&Entry::weight>(cxtls::u8), cxtls::Field<&Entry::name>(cxtls::PrefixedBytes()));
template <>
inline constexpr auto cxtls::wire<std::uint16_t> = cxtls::u16;

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto three = std::to_array<std::uint16_t>({1, 2, 0x0304});
constexpr auto three_on_the_wire = octets(0, 1, 0, 2, 3, 4);

constexpr unsigned sum(list<std::uint16_t> numbers) {
  unsigned total = 0;
  for (std::uint16_t n : numbers) total += n;
  return total;
}
constexpr bool holds_views() {
  constexpr auto in = octets(0, 7, 1, 1, 0xaa, 2, 2, 0xbb, 0xcc);
  const auto entries = read(TLSPrefixedArray<Entry>(u16), in).value;
  auto at = entries.begin();
  if (at->weight != 1 || !equal(at->name, octets(0xaa))) return false;
  ++at;
  if ((*at).weight != 2 || !equal(at->name, octets(0xbb, 0xcc))) return false;
  ++at;
  return at == entries.end();
}
}  // namespace

TEST_CASE("a list over the caller's span gives its elements") {
  BOTH(sum(three) == 3 + 0x0304);
  BOTH(list<std::uint16_t>(three).size() == 3);
  BOTH(list<std::uint16_t>(three).front() == 1);
  BOTH(list<std::uint16_t>(std::span<const std::uint16_t>(three).first(2)).size() == 2);
  BOTH(list<std::uint16_t>(three).raw().empty());
}

TEST_CASE("a list over wire bytes gives the same elements") {
  BOTH(sum(list<std::uint16_t>::from_wire(three_on_the_wire, 3)) == 3 + 0x0304);
  BOTH(list<std::uint16_t>::from_wire(three_on_the_wire, 3).front() == 1);
  BOTH(equal(list<std::uint16_t>::from_wire(three_on_the_wire, 3).raw(), three_on_the_wire));
}

TEST_CASE("a list knows what it contains, wherever its elements are") {
  BOTH(list<std::uint16_t>(three).contains(0x0304));
  BOTH(!list<std::uint16_t>(three).contains(0x0403));
  BOTH(list<std::uint16_t>::from_wire(three_on_the_wire, 3).contains(2));
  BOTH(!list<std::uint16_t>::from_wire(three_on_the_wire, 3).contains(0x0103));
}

TEST_CASE("an empty list has no elements") {
  BOTH(list<std::uint16_t>().empty());
  BOTH(sum({}) == 0);
  BOTH(sum(std::span<const std::uint16_t>()) == 0);
  BOTH(!list<std::uint16_t>().contains(0));
}

TEST_CASE("A12: elements of unlike sizes are decoded one by one, and view the input") { BOTH(holds_views()); }
