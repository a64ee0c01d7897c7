#include "cxtls/protocol/extension/early_data.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
// From the NewSessionTicket of RFC 8448, 3.
constexpr auto limit = octets(0, 0, 4, 0);
}  // namespace

TEST_CASE("C50: early_data is empty in the handshake and a number of octets in a ticket") {
  obeys_the_laws<EarlyDataIndication, empty>();
  obeys_the_laws<TicketEarlyDataIndication, limit>();
  BOTH(parse<TicketEarlyDataIndication>(limit)->max_early_data_size == 1024);
}
