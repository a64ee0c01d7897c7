#include "cxtls/protocol/extension/ec_point_formats.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
// What OpenSSL sends.
constexpr auto three = octets(3, 0, 1, 2);
}  // namespace

TEST_CASE("C50: ec_point_formats is a list of octets") {
  obeys_the_laws<ECPointFormatList, three>();
  BOTH(parse<ECPointFormatList>(three)->ec_point_format_list.size() == 3);
  BOTH(parse<ECPointFormatList>(three)->ec_point_format_list.contains(ECPointFormat::uncompressed));
}

TEST_CASE("C50: ec_point_formats holds 1 to 255 of them, and keeps unknown ones") {
  BOTH(refusal<ECPointFormatList>(octets(0)) == errc::length_out_of_range);
  BOTH(refusal<ECPointFormatList>(octets(1, 0)) == errc::none);
  CHECK(refusal<ECPointFormatList>(prefixed(1, 255)) == errc::none);
  BOTH(build_refusal(ECPointFormatList{}) == errc::length_out_of_range);
  BOTH(parse<ECPointFormatList>(octets(1, 99))->ec_point_format_list.front() == ECPointFormat{99});
}
