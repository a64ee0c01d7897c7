#include "cxtls/wire/integer.hpp"

#include "verbs.hpp"

using namespace cxtls;
using namespace verbs;

TEST_CASE("A1: integers are big-endian and take their width") {
  BOTH(read(u8, octets(0xfe)).value == 0xfe);
  BOTH(read(u16, octets(0x12, 0x34)).value == 0x1234);
  BOTH(read(u24, octets(0x12, 0x34, 0x56)).value == 0x123456);
  BOTH(read(u32, octets(0x12, 0x34, 0x56, 0x78)).value == 0x12345678);
  BOTH(read(u64, octets(1, 2, 3, 4, 5, 6, 7, 8)).value == 0x0102030405060708);
  BOTH(write(u8, 0xfe) == octets(0xfe));
  BOTH(write(u16, 0x1234) == octets(0x12, 0x34));
  BOTH(write(u24, 0x123456) == octets(0x12, 0x34, 0x56));
  BOTH(write(u32, 0x12345678) == octets(0x12, 0x34, 0x56, 0x78));
  BOTH(write(u64, 0x0102030405060708) == octets(1, 2, 3, 4, 5, 6, 7, 8));
}

TEST_CASE("A1: integers reach from all bits clear to all bits set") {
  BOTH(read(u24, octets(0, 0, 0)).value == 0);
  BOTH(read(u24, octets(0xff, 0xff, 0xff)).value == 0xffffff);
  BOTH(read(u64, octets(255, 255, 255, 255, 255, 255, 255, 255)).value == ~std::uint64_t{0});
  BOTH(write(u64, ~std::uint64_t{0}) == octets(255, 255, 255, 255, 255, 255, 255, 255));
  BOTH(UBInt8::max == 0xff && UBInt16::max == 0xffff && UBInt24::max == 0xffffff);
  BOTH(UBInt32::max == 0xffffffff && UBInt64::max == ~std::uint64_t{0});
}

TEST_CASE("A2: building refuses a number that its field can't hold, and never cuts it") {
  BOTH(write(u24, 0xffffff) == octets(0xff, 0xff, 0xff));
  BOTH(write(u24, 0x1000000).failure.code == errc::value_out_of_range);
  BOTH(write(u24, 0xffffffff).failure.code == errc::value_out_of_range);
  BOTH(write(u24, 0x1000000).size == 0);
  BOTH(write(UInt_<std::uint64_t, 7>{}, (std::uint64_t{1} << 56) - 1) == octets(255, 255, 255, 255, 255, 255, 255));
  BOTH(write(UInt_<std::uint64_t, 7>{}, std::uint64_t{1} << 56).failure.code == errc::value_out_of_range);
}

TEST_CASE("an integer needs all of its octets and takes no more") {
  BOTH(failure(u8, octets()).code == errc::truncated);
  BOTH(failure(u16, octets(1)).code == errc::truncated);
  BOTH(failure(u24, octets(1, 2)).code == errc::truncated);
  BOTH(failure(u64, octets(1, 2, 3, 4, 5, 6, 7)).code == errc::truncated);
  BOTH(read(u24, octets(1, 2, 3, 4)).size == 3);
}

TEST_CASE("the bounds of an integer are its width, and any octets are one") {
  BOTH(u24.min_size() == 3 && u24.max_size() == 3 && u24.any_bytes());
}

TEST_CASE("an integer is one line of a dump") {
  BOTH(print(u24, octets(0, 1, 2), "length").size == 1);
  BOTH(print(u24, octets(0, 1, 2), "length")[0].value == 0x102);
  BOTH(print(u24, octets(0, 1, 2), "length")[0].is == annotation::kind::number);
  BOTH(print(u24, octets(0, 1, 2), "length")[0].field == "length");
}
