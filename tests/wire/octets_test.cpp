#include "cxtls/wire/octets.hpp"

#include "verbs.hpp"

using namespace cxtls;
using namespace verbs;

namespace {
constexpr auto session_id = PrefixedBytes(u8, {.min = 2, .max = 4});
// A block of `length` octets of 0xab whose two-octet prefix says so.
template <std::size_t Length>
constexpr auto prefixed() {
  std::array<std::uint8_t, Length + 2> all{};
  for (std::uint8_t& octet : all) octet = 0xab;
  all[0] = static_cast<std::uint8_t>(Length >> 8);
  all[1] = static_cast<std::uint8_t>(Length);
  return all;
}
}  // namespace

TEST_CASE("A4: prefixed octets carry their length, one octet by default") {
  BOTH(equal(read(PrefixedBytes(), octets(2, 7, 8)).value, octets(7, 8)));
  BOTH(equal(read(PrefixedBytes(u16), octets(0, 2, 7, 8)).value, octets(7, 8)));
  BOTH(equal(read(PrefixedBytes(u24), octets(0, 0, 2, 7, 8)).value, octets(7, 8)));
  BOTH(write(PrefixedBytes(), octets(7, 8)) == octets(2, 7, 8));
  BOTH(write(PrefixedBytes(u16), octets(7, 8)) == octets(0, 2, 7, 8));
  BOTH(write(PrefixedBytes(u24), octets(7, 8)) == octets(0, 0, 2, 7, 8));
}

TEST_CASE("A4: what prefixed octets give is a view of the input, not a copy") {
  constexpr static auto in = octets(2, 7, 8);
  BOTH(read(PrefixedBytes(), in).value.data() == in.data() + 1);
}

TEST_CASE("A4: empty prefixed octets are legal unless the lower bound forbids them") {
  BOTH(read(PrefixedBytes(), octets(0)).ok());
  BOTH(read(PrefixedBytes(), octets(0)).value.empty());
  BOTH(write(PrefixedBytes(), bytes{}) == octets(0));
  BOTH(failure(session_id, octets(0)).code == errc::length_out_of_range);
}

TEST_CASE("A11: both bounds of prefixed octets hold in both directions") {
  BOTH(failure(session_id, octets(1, 9)).code == errc::length_out_of_range);
  BOTH(read(session_id, octets(2, 9, 9)).ok());
  BOTH(read(session_id, octets(4, 9, 9, 9, 9)).ok());
  BOTH(failure(session_id, octets(5, 9, 9, 9, 9, 9)).code == errc::length_out_of_range);
  BOTH(write(session_id, octets(9)).failure.code == errc::length_out_of_range);
  BOTH(write(session_id, octets(9, 9)) == octets(2, 9, 9));
  BOTH(write(session_id, octets(9, 9, 9, 9)) == octets(4, 9, 9, 9, 9));
  BOTH(write(session_id, octets(9, 9, 9, 9, 9)).failure.code == errc::length_out_of_range);
}

TEST_CASE("A4: what the prefix can't say is refused, not cut") {
  BOTH(write<300>(PrefixedBytes(), std::array<std::uint8_t, 255>{}).size == 256);
  BOTH(write<300>(PrefixedBytes(), std::array<std::uint8_t, 256>{}).failure.code == errc::length_out_of_range);
  BOTH(write<300>(PrefixedBytes(u16), std::array<std::uint8_t, 256>{}).size == 258);
}

TEST_CASE("A4: a length over one octet's reach is read from both octets") {
  BOTH(read(PrefixedBytes(u16), prefixed<0x0102>()).value.size() == 0x0102);
}

TEST_CASE("A4: a short input is truncated when the message is whole, and needs more when it may grow") {
  BOTH(failure(PrefixedBytes(u16), octets()).code == errc::truncated);
  BOTH(failure(PrefixedBytes(u16), octets(0)).code == errc::truncated);
  BOTH(failure(PrefixedBytes(u16), octets(0, 2, 7)).code == errc::truncated);
  BOTH(read(PrefixedBytes(u16), octets(0), input::growing).failure.code == errc::need_more);
  BOTH(read(PrefixedBytes(u16), octets(0), input::growing).missing == 1);
  BOTH(read(PrefixedBytes(u16), octets(0, 9, 7), input::growing).failure.code == errc::need_more);
  BOTH(read(PrefixedBytes(u16), octets(0, 9, 7), input::growing).missing == 8);
}

TEST_CASE("A4: a length out of bounds is refused before its octets are waited for") {
  BOTH(read(session_id, octets(5), input::growing).failure.code == errc::length_out_of_range);
}

TEST_CASE("octets of a fixed length are copied, and built as they are") {
  BOTH(read(Bytes<3>, octets(1, 2, 3, 4)).value == octets(1, 2, 3));
  BOTH(read(Bytes<3>, octets(1, 2, 3, 4)).size == 3);
  BOTH(failure(Bytes<3>, octets(1, 2)).code == errc::truncated);
  BOTH(write(Bytes<3>, octets(1, 2, 3)) == octets(1, 2, 3));
}

TEST_CASE("Remaining takes what is left, be it nothing") {
  BOTH(equal(read(Remaining, octets(1, 2, 3)).value, octets(1, 2, 3)));
  BOTH(read(Remaining, octets()).ok());
  BOTH(write(Remaining, octets(1, 2)) == octets(1, 2));
}

TEST_CASE("opaque octets know their bounds") {
  BOTH(session_id.min_size() == 3 && session_id.max_size() == 5);
  BOTH(PrefixedBytes(u16).min_size() == 2 && PrefixedBytes(u16).max_size() == 0x10001);
  BOTH(Bytes<32>.min_size() == 32 && Bytes<32>.max_size() == 32);
  BOTH(Remaining.min_size() == 0 && Remaining.max_size() == unbounded);
  BOTH(Bytes<32>.any_bytes() && Remaining.any_bytes() && !session_id.any_bytes());
}

TEST_CASE("a dump shows the length, then the octets one level deeper") {
  constexpr static auto in = octets(2, 7, 8);
  BOTH(print(session_id, in, "session_id").size == 2);
  BOTH(print(session_id, in, "session_id")[0].field == "session_id");
  BOTH(print(session_id, in, "session_id")[0].is == annotation::kind::length);
  BOTH(print(session_id, in, "session_id")[0].value == 2);
  BOTH(print(session_id, in, "session_id")[1].offset == 1);
  BOTH(print(session_id, in, "session_id")[1].depth == 1);
  BOTH(equal(print(session_id, in, "session_id")[1].raw, octets(7, 8)));
  BOTH(print(PrefixedBytes(), octets(0)).size == 1);
}
