#include "cxtls/protocol/tls13/finished.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("C50: RFC 8448's Finished is 32 octets of verify_data") {
  BOTH(round_trips<Finished>(trace::finished));
  BOTH(parse<Finished>(trace::finished)->verify_data.size() == 32);
  BOTH(equal(parse<Finished>(trace::finished)->verify_data, trace::finished));
}
