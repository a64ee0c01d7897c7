#include "cxtls/record/nonce.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cxtls;
using octets = std::array<std::uint8_t, 12>;

TEST_CASE("RFC 8446, 5.3: a nonce is the IV XOR the number in network byte order, padded to the left") {
  constexpr octets iv{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  STATIC_REQUIRE(equal(record::nonce(iv, 0).octets(), iv));
  STATIC_REQUIRE(equal(record::nonce(iv, 1).octets(), octets{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13}));
  STATIC_REQUIRE(
      equal(record::nonce({octets{}}, 0x0102030405060708).octets(), octets{0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}));
}
