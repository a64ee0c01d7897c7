#include "cxtls/protocol/tls13/message_hash.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("C50: message_hash holds the hash") {
  BOTH(round_trips<MessageHash>(octets(1, 2, 3)));
  BOTH(parse<MessageHash>(octets(1, 2, 3))->hash.size() == 3);
}
