#include "cxtls/protocol/tls13/end_of_early_data.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
constexpr auto empty = octets();
}

TEST_CASE("C50: EndOfEarlyData is empty") {
  obeys_the_laws<EndOfEarlyData, empty>();
  BOTH(equal(trace::end_of_early_data, octets(5, 0, 0, 0)));
}
