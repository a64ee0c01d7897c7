#include "cxtls/wire/struct.hpp"

#include "cxtls/wire/constrain.hpp"
#include "cxtls/wire/octets.hpp"
#include "verbs.hpp"

namespace {
struct Header {
  std::uint8_t kind = 0;
  std::uint32_t length = 0;
  cxtls::bytes body{};
};
struct Wrapper {
  Header inner{};
  std::array<std::uint8_t, 2> tail{};
};
struct Single {
  std::uint16_t number = 0;
};
struct Nothing {};
}  // namespace
template <>
inline constexpr auto cxtls::wire<Header> =
    cxtls::Struct(cxtls::Field<&Header::kind>(cxtls::u8), cxtls::Field<&Header::length>(cxtls::u24),
                  cxtls::Field<&Header::body>(cxtls::PrefixedBytes()));
template <>
inline constexpr auto cxtls::wire<Wrapper> =
    cxtls::Struct(cxtls::Field<&Wrapper::inner>(cxtls::wire<Header>), cxtls::Field<&Wrapper::tail>(cxtls::Bytes<2>));
template <>
inline constexpr auto cxtls::wire<Single> = cxtls::Struct(cxtls::Field<&Single::number>(cxtls::u16));
template <>
inline constexpr auto cxtls::wire<Nothing> = cxtls::Empty<Nothing>;

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto sample = octets(7, 0, 1, 2, 2, 0xaa, 0xbb, 0xcc, 0xdd);
constexpr bool every_prefix_is_refused() {
  for (std::size_t n = 0; n < sample.size(); ++n)
    if (failure(wire<Wrapper>, bytes(sample).first(n)).code != errc::truncated) return false;
  return true;
}
}  // namespace

TEST_CASE("A12: a struct reads its fields in order into its members") {
  BOTH(read(wire<Wrapper>, sample).value.inner.kind == 7);
  BOTH(read(wire<Wrapper>, sample).value.inner.length == 0x102);
  BOTH(equal(read(wire<Wrapper>, sample).value.inner.body, octets(0xaa, 0xbb)));
  BOTH(read(wire<Wrapper>, sample).value.tail == octets(0xcc, 0xdd));
}

TEST_CASE("a struct is built as it was read") {
  BOTH(write(wire<Wrapper>, read(wire<Wrapper>, sample).value) == sample);
}

TEST_CASE("F2: every proper prefix of a struct is refused") { BOTH(every_prefix_is_refused()); }

TEST_CASE("A9: an error names the innermost field, reading and writing") {
  BOTH(failure(wire<Wrapper>, octets()) == error{errc::truncated, "kind"});
  BOTH(failure(wire<Wrapper>, octets(7, 0, 1)) == error{errc::truncated, "length"});
  BOTH(failure(wire<Wrapper>, octets(7, 0, 1, 2, 2, 0xaa)) == error{errc::truncated, "body"});
  BOTH(failure(wire<Wrapper>, bytes(sample).first(8)) == error{errc::truncated, "tail"});
  BOTH(failure(wire<Single>, octets(1)) == error{errc::truncated, "number"});
  BOTH(write(wire<Wrapper>, {.inner = {.length = 0x1000000}}).failure == error{errc::value_out_of_range, "length"});
}

TEST_CASE("a field's name is stored alone, without what the compiler writes around it") {
  using length = decltype(Field<&Header::length>(u24));
  BOTH(length::name == "length");
  BOTH(length::name.data() == detail::member_octets<&Header::length>.data());
  static_assert(sizeof detail::member_octets<&Header::length> == length::name.size());
}

TEST_CASE("a struct's bounds are the sums of its fields'") {
  BOTH(wire<Wrapper>.min_size() == 1 + 3 + 1 + 2);
  BOTH(wire<Wrapper>.max_size() == 1 + 3 + 256 + 2);
  BOTH(!wire<Wrapper>.any_bytes());
  BOTH(wire<Single>.any_bytes());
}

TEST_CASE("an empty struct is no octets") {
  BOTH(read(wire<Nothing>, octets(1)).size == 0);
  BOTH(read(wire<Nothing>, octets()).ok());
  BOTH(write(wire<Nothing>, Nothing{}) == octets());
  BOTH(wire<Nothing>.min_size() == 0 && wire<Nothing>.max_size() == 0);
}

TEST_CASE("a dump shows a struct as a group, its fields one level deeper, with offsets from the start") {
  BOTH(print(wire<Wrapper>, sample).size == 7);
  BOTH(print(wire<Wrapper>, sample)[0].is == annotation::kind::group);
  BOTH(print(wire<Wrapper>, sample)[1].field == "inner");
  BOTH(print(wire<Wrapper>, sample)[1].depth == 1);
  BOTH(print(wire<Wrapper>, sample)[3].field == "length");
  BOTH(print(wire<Wrapper>, sample)[3].value == 0x102);
  BOTH(print(wire<Wrapper>, sample)[3].offset == 1);
  BOTH(print(wire<Wrapper>, sample)[3].depth == 2);
  BOTH(print(wire<Wrapper>, sample)[6].field == "tail");
  BOTH(print(wire<Wrapper>, sample)[6].offset == 7);
  BOTH(print(wire<Wrapper>, sample)[6].depth == 1);
}

TEST_CASE("a struct of one field adds no level to a dump") {
  BOTH(print(wire<Single>, octets(0, 1)).size == 1);
  BOTH(print(wire<Single>, octets(0, 1))[0].field == "number");
  BOTH(print(wire<Single>, octets(0, 1), "outer")[0].field == "outer");
}

TEST_CASE("a dump stops at the first error and reports it as parsing does") {
  BOTH(print(wire<Wrapper>, octets(7, 0, 1, 2, 2, 0xaa)).size == 4);
  BOTH(print(wire<Wrapper>, octets(7, 0, 1, 2, 2, 0xaa)).failure == error{errc::truncated, "body"});
}
