// session_ticket: resumption without state at the server, in TLS 1.2 (RFC 5077, 3.2).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 5077, 3.2: "If the client possesses a ticket that it wants to use to resume a session, then it includes the
// ticket in the SessionTicket extension in the ClientHello. If the client does not have a ticket and is prepared to
// receive one ..., then it MUST include a zero-length ticket". The ticket is the whole of extension_data, without a
// length of its own (RFC 5077, A).
struct SessionTicket {
  bytes ticket{};
};
template <>
inline constexpr auto wire<SessionTicket> = Struct(Field<&SessionTicket::ticket>(Remaining));

// The answer. RFC 5077, 3.2: "The server uses a zero-length SessionTicket extension to indicate to the client that it
// will send a new session ticket using the NewSessionTicket handshake message".
struct SessionTicketAcknowledged {};
template <>
inline constexpr auto wire<SessionTicketAcknowledged> = Empty<SessionTicketAcknowledged>;

}  // namespace cxtls
