#include "cxtls/protocol/extension/session_ticket.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
constexpr auto ticket = octets(7, 8, 9);
}  // namespace

TEST_CASE("C50: session_ticket is the ticket itself, without a length of its own, and may be empty") {
  BOTH(equal(parse<SessionTicket>(ticket)->ticket, ticket));
  BOTH(round_trips<SessionTicket>(ticket));
  BOTH(parse<SessionTicket>(empty)->ticket.empty());
  BOTH(round_trips<SessionTicket>(empty));
}

TEST_CASE("C50: the answer to session_ticket is empty") { obeys_the_laws<SessionTicketAcknowledged, empty>(); }
