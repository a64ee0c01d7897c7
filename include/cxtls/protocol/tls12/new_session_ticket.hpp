// NewSessionTicket of TLS 1.2 (RFC 5077, 3.3).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace tls12 {

//  struct {                                                RFC 5077, 3.3
//      uint32 ticket_lifetime_hint;
//      opaque ticket<0..2^16-1>;
//  } NewSessionTicket;
// RFC 5077, 3.3: "If the server determines that it does not want to include a ticket after it has included the
// SessionTicket extension in the ServerHello, then it sends a zero-length ticket".
struct NewSessionTicket {
  std::uint32_t ticket_lifetime_hint = 0;  // seconds; 0: unspecified
  bytes ticket{};
};

}  // namespace tls12

template <>
inline constexpr auto wire<tls12::NewSessionTicket> =
    Struct(Field<&tls12::NewSessionTicket::ticket_lifetime_hint>(u32),
           Field<&tls12::NewSessionTicket::ticket>(PrefixedBytes(u16)));

}  // namespace cxtls
