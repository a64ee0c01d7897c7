#include "cxtls/protocol/extension/max_fragment_length.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto four_kib = octets(4);
}

TEST_CASE("A30: the codes are 1 to 4") {
  obeys_the_laws<MaxFragmentLengthExtension, four_kib>();
  BOTH(refusal<MaxFragmentLengthExtension>(octets(0)) == errc::unknown_value);
  BOTH(refusal<MaxFragmentLengthExtension>(octets(1)) == errc::none);
  BOTH(refusal<MaxFragmentLengthExtension>(octets(5)) == errc::unknown_value);
  BOTH(build_refusal(MaxFragmentLengthExtension{MaxFragmentLength{5}}) == errc::unknown_value);
}
