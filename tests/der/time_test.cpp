#include "cxtls/der/time.hpp"

#include <catch2/catch_test_macros.hpp>

#include "der/shapes.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using test::octets;

namespace {

template <std::size_t N>
constexpr auto time_of(char const (&text)[N]) {
  std::array<std::uint8_t, N + 1> out{};
  out[0] = N - 1 == 13 ? 0x17 : 0x18;
  out[1] = static_cast<std::uint8_t>(N - 1);
  for (std::size_t i = 0; i + 1 < N; ++i) out[i + 2] = static_cast<std::uint8_t>(text[i]);
  return out;
}
template <std::size_t N>
constexpr std::int64_t seconds(char const (&text)[N]) {
  const auto parsed = parse<test::instant>(time_of(text));
  return parsed ? parsed->value.seconds : -1;
}
template <std::size_t N>
constexpr errc refusal(char const (&text)[N]) {
  return test::refusal<test::instant>(time_of(text));
}

}  // namespace

// Seconds are those of `date -u -d 'DATE' +%s` (GNU coreutils 9.1).
TEST_CASE("DER: times are seconds since 1970") {
  BOTH(seconds("700101000000Z") == 0);
  BOTH(seconds("910506234540Z") == 673573540);
  BOTH(seconds("000229120000Z") == 951825600);
  BOTH(seconds("491231235959Z") == 2524607999);
  BOTH(seconds("500101000000Z") == -631152000);
  BOTH(seconds("20500101000000Z") == 2524608000);
  BOTH(seconds("21000228235959Z") == 4107542399);
  BOTH(seconds("99991231235959Z") == 253402300799);
}

TEST_CASE("DER: UTCTime and GeneralizedTime obey the laws") {
  static constexpr auto utc = time_of("910506234540Z");
  static constexpr auto general = time_of("20500101000000Z");
  static constexpr auto last = time_of("99991231235959Z");
  static constexpr auto early = time_of("500101000000Z");
  test::obeys_the_laws<test::instant, utc>();
  test::obeys_the_laws<test::instant, general>();
  test::obeys_the_laws<test::instant, last>();
  test::obeys_the_laws<test::instant, early>();
}

TEST_CASE("DER: a GeneralizedTime before 2050 is read, and written as UTCTime (RFC 5280, 4.1.2.5)") {
  BOTH(seconds("20111006083956Z") == 1317890396);
  std::uint8_t out[15];
  const auto built = build(test::instant{{1317890396}}, out);
  REQUIRE(built);
  CHECK(equal(*built, time_of("111006083956Z")));
}

TEST_CASE("DER: times without seconds, with fractions or with an offset are refused") {
  BOTH(refusal("9105062345Z") == errc::length_out_of_range);
  BOTH(refusal("910506164540-0700") == errc::length_out_of_range);
  BOTH(refusal("20500101000000.5Z") == errc::length_out_of_range);
  BOTH(refusal("9105062345400") == errc::rule_broken);
  BOTH(refusal("91 506234540Z") == errc::rule_broken);
}

TEST_CASE("DER: times that no clock shows are refused") {
  BOTH(refusal("911306234540Z") == errc::value_out_of_range);
  BOTH(refusal("910006234540Z") == errc::value_out_of_range);
  BOTH(refusal("910532234540Z") == errc::value_out_of_range);
  BOTH(refusal("910500234540Z") == errc::value_out_of_range);
  BOTH(refusal("910229000000Z") == errc::value_out_of_range);
  BOTH(refusal("21000229000000Z") == errc::value_out_of_range);
  BOTH(refusal("910506244540Z") == errc::value_out_of_range);
  BOTH(refusal("910506236040Z") == errc::value_out_of_range);
  BOTH(refusal("910506234560Z") == errc::value_out_of_range);
}

TEST_CASE("DER: the calendar and its inverse agree on every day from 1900 to 2400") {
  std::int64_t wrong = 0;
  for (std::int64_t day = -25567; day < 157054; ++day) {
    const der::civil_time c = der::to_civil({day * 86400 + 86399});
    if (der::to_unix(c).seconds != day * 86400 + 86399 || c.hour != 23 || c.second != 59) ++wrong;
  }
  CHECK(wrong == 0);
  // Before the year 0 and after 9999 there is nothing to write.
  CHECK(test::build_refusal(test::instant{{-62167219201}}) == errc::value_out_of_range);
  CHECK(test::build_refusal(test::instant{{253402300800}}) == errc::value_out_of_range);
}
