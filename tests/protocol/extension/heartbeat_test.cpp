#include "cxtls/protocol/extension/heartbeat.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto allowed = octets(1);
}

TEST_CASE("X16: a heartbeat mode is 1 or 2") {
  obeys_the_laws<HeartbeatExtension, allowed>();
  BOTH(refusal<HeartbeatExtension>(octets(0)) == errc::unknown_value);
  BOTH(refusal<HeartbeatExtension>(octets(2)) == errc::none);
  BOTH(refusal<HeartbeatExtension>(octets(3)) == errc::unknown_value);
}
