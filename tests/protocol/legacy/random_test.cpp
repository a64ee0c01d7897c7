#include "cxtls/protocol/legacy/random.hpp"

#include "cxtls/protocol/tls13/random.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr cxtls::Random ours = octets(0x7f, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                                      18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
}  // namespace

TEST_CASE("A24: a Random divides into the time and 28 octets, and no part of cxtls does that to its own") {
  obeys_the_laws<legacy::Random, ours>();
  // 2^31 - 1: the last second of 32 signed bits
  BOTH(parse<legacy::Random>(ours)->gmt_unix_time == 0x7fffffff);
  BOTH(parse<legacy::Random>(ours)->random_bytes[0] == 1 && parse<legacy::Random>(ours)->random_bytes[27] == 28);
  BOTH(wire<legacy::Random>.max_size() == std::tuple_size_v<cxtls::Random>);
}
