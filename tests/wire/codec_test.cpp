#include "cxtls/wire/codec.hpp"

#include "cxtls/wire/wire.hpp"
#include "verbs.hpp"

namespace {
struct Greeting {
  std::uint8_t volume = 0;
  cxtls::bytes words{};
  std::uint16_t echo = 0;
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::volume>(cxtls::u8),
                  cxtls::Field<&Greeting::words>(cxtls::PrefixedBytes(cxtls::u16, {.min = 1, .max = 300})),
                  cxtls::Field<&Greeting::echo>(cxtls::u16));

using namespace cxtls;
using verbs::octets;

namespace {
constexpr auto sample = octets(9, 0, 2, 0xaa, 0xbb, 1, 2);

constexpr bool prefixes_need_more() {
  for (std::size_t n = 0; n < sample.size(); ++n) {
    const auto p = parse_prefix<Greeting>(bytes(sample).first(n));
    // `missing` is a lower bound that leads to the whole in finitely many steps.
    if (p || p.failure.code != errc::need_more || p.missing == 0 || n + p.missing > sample.size()) return false;
    if (parse<Greeting>(bytes(sample).first(n)) ||
        parse<Greeting>(bytes(sample).first(n)).error().code != errc::truncated)
      return false;
  }
  return true;
}
constexpr bool builds_into_a_prefix_of_the_output() {
  std::array<std::uint8_t, 9> out{};
  out.back() = 0x55;
  const auto built = build(*parse<Greeting>(sample), out);
  return built && equal(*built, sample) && built->data() == out.data() && out.back() == 0x55;
}
constexpr error build_into(std::size_t n) {
  std::array<std::uint8_t, 9> out{};
  const auto built = build(*parse<Greeting>(sample), mutable_bytes(out).first(n));
  return built ? error{} : built.error();
}
constexpr unsigned lines_of(bytes in, error expected) {
  unsigned lines = 0;
  const error failure = print<Greeting>(in, [&](annotation const&) { ++lines; });
  return failure == expected ? lines : 99;
}
}  // namespace

TEST_CASE("parse takes the whole input") {
  BOTH(parse<Greeting>(sample)->echo == 0x0102);
  BOTH(equal(parse<Greeting>(sample)->words, octets(0xaa, 0xbb)));
  BOTH(parse<Greeting>(octets(9, 0, 2, 0xaa, 0xbb, 1, 2, 3)).error() == error{errc::trailing_data});
}

TEST_CASE("check agrees with parse and makes no value") {
  BOTH(!check<Greeting>(sample));
  BOTH(check<Greeting>(octets(9, 0, 2, 0xaa, 0xbb, 1, 2, 3)) == error{errc::trailing_data});
  BOTH(check<Greeting>(octets(9, 0, 0, 1, 2)) == error{errc::length_out_of_range, "words"});
}

TEST_CASE("A4: of a stream that may grow every proper prefix needs more, of a whole message it is malformed") {
  BOTH(prefixes_need_more());
}

TEST_CASE("parse_prefix takes one value from the front of a stream") {
  BOTH(parse_prefix<Greeting>(octets(9, 0, 2, 0xaa, 0xbb, 1, 2, 3, 4)).size == 7);
  BOTH(parse_prefix<Greeting>(octets(9, 0, 2, 0xaa, 0xbb, 1, 2, 3, 4)).value.volume == 9);
  BOTH(parse_prefix<Greeting>(octets(9, 0, 0)).failure == error{errc::length_out_of_range, "words"});
}

TEST_CASE("measure says how much build will write, and refuses what build refuses") {
  BOTH(*measure(*parse<Greeting>(sample)) == sample.size());
  BOTH(measure(Greeting{}).error() == error{errc::length_out_of_range, "words"});
}

TEST_CASE("build writes a prefix of the output and no more") { BOTH(builds_into_a_prefix_of_the_output()); }

TEST_CASE("build names the field that didn't fit") {
  BOTH(build_into(7) == error{});
  BOTH(build_into(6) == error{errc::no_space, "echo"});
  BOTH(build_into(4) == error{errc::no_space, "words"});
  BOTH(build_into(0) == error{errc::no_space, "volume"});
}

TEST_CASE("print reports every part, then what parse would report") {
  BOTH(lines_of(sample, {}) == 5);
  BOTH(lines_of(octets(9, 0, 2, 0xaa, 0xbb, 1), {errc::truncated, "echo"}) == 4);
  BOTH(lines_of(octets(9, 0, 2, 0xaa, 0xbb, 1, 2, 3), {errc::trailing_data}) == 5);
}
