#include "cxtls/der/tlv.hpp"

#include <catch2/catch_test_macros.hpp>

#include "der/shapes.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;

namespace {

// A blob of n octets with its header, to try the widths of lengths.
std::vector<std::uint8_t> blob(std::vector<std::uint8_t> header, std::size_t n) {
  header.insert(header.end(), n, 0x5a);
  return header;
}

}  // namespace

TEST_CASE("DER: a value is tag, length, contents, and nothing more or less") {
  static constexpr auto in = octets(0x04, 0x03, 1, 2, 3);
  static_assert(parse<test::blob>(in)->value.size() == 3);
  test::obeys_the_laws<test::blob, in>();
  static constexpr auto empty = octets(0x04, 0x00);
  test::obeys_the_laws<test::blob, empty>();
}

TEST_CASE("DER: another tag is refused") {
  static constexpr auto in = octets(0x24, 0x00);
  static_assert(test::refusal<test::blob>(in) == errc::unknown_value);
  CHECK(test::refusal<test::blob>(in) == errc::unknown_value);
}

TEST_CASE("DER: the indefinite length is refused (CVE-2026-44378)") {
  static constexpr auto in = octets(0x04, 0x80, 0x00, 0x00);
  static_assert(test::refusal<test::blob>(in) == errc::length_out_of_range);
  CHECK(test::refusal<test::blob>(in) == errc::length_out_of_range);
}

TEST_CASE("DER: a length that isn't the shortest is refused, and the shortest of each width is taken") {
  CHECK(test::refusal<test::blob>(blob({0x04, 0x81, 0x7f}, 0x7f)) == errc::rule_broken);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x7f}, 0x7f)) == errc::none);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x81, 0x80}, 0x80)) == errc::none);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x81, 0xff}, 0xff)) == errc::none);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x82, 0x00, 0xff}, 0xff)) == errc::rule_broken);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x82, 0x01, 0x00}, 0x100)) == errc::none);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x83, 0x00, 0x01, 0x00}, 0x100)) == errc::rule_broken);
  CHECK(test::refusal<test::blob>(blob({0x04, 0x83, 0x01, 0x00, 0x00}, 0x10000)) == errc::none);
}

TEST_CASE("DER: a length of more than four octets is refused before it is read") {
  static constexpr auto in = octets(0x04, 0x85, 1, 0, 0, 0, 0);
  static_assert(test::refusal<test::blob>(in) == errc::length_out_of_range);
  CHECK(test::refusal<test::blob>(in) == errc::length_out_of_range);
}

TEST_CASE("DER: building writes the shortest length of every width") {
  for (std::size_t n : {0u, 1u, 0x7fu, 0x80u, 0xffu, 0x100u, 0xffffu, 0x10000u}) {
    const std::vector<std::uint8_t> contents(n, 0x5a);
    const test::blob value{contents};
    const auto size = measure(value);
    REQUIRE(size);
    std::vector<std::uint8_t> out(*size);
    const auto built = build(value, out);
    REQUIRE(built);
    CHECK(built->size() == out.size());
    CHECK(test::round_trips<test::blob>(*built));
    CHECK(build(value, mutable_bytes(out).first(out.size() - 1)).error().code == errc::no_space);
  }
}

TEST_CASE("DER: a sequence ends where its fields do, and nested lengths are counted once per level") {
  static constexpr auto in = octets(0x30, 0x08, 0x04, 0x01, 0xaa, 0x30, 0x03, 0x04, 0x01, 0xbb);
  static_assert(parse<test::nested>(in)->inner.value[0] == 0xbb);
  test::obeys_the_laws<test::nested, in>();
  static constexpr auto more = octets(0x30, 0x0a, 0x04, 0x01, 0xaa, 0x30, 0x03, 0x04, 0x01, 0xbb, 0x05, 0x00);
  static_assert(test::refusal<test::nested>(more) == errc::trailing_data);
  CHECK(test::refusal<test::nested>(more) == errc::trailing_data);
}

TEST_CASE("DER: explicit tags wrap a value, implicit ones replace its tag") {
  static constexpr auto in = octets(0x30, 0x08, 0xa0, 0x03, 0x04, 0x01, 0xaa, 0x81, 0x01, 0xbb);
  static_assert(parse<test::tagged>(in)->wrapped[0] == 0xaa);
  static_assert(parse<test::tagged>(in)->replaced[0] == 0xbb);
  test::obeys_the_laws<test::tagged, in>();
}

TEST_CASE("DER: lengths without an end of memory behind them are refused") {
  // 4 GiB that aren't there.
  static constexpr auto in = octets(0x04, 0x84, 0xff, 0xff, 0xff, 0xff);
  static_assert(test::refusal<test::blob>(in) == errc::truncated);
  CHECK(test::refusal<test::blob>(in) == errc::truncated);
}
