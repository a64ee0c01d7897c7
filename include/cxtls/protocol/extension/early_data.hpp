// early_data: 0-RTT offered, accepted, and how much of it a ticket allows (RFC 8446, 4.2.10).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {} Empty;                                        RFC 8446, 4.2.10
//  struct {
//      select (Handshake.msg_type) {
//          case new_session_ticket:   uint32 max_early_data_size;
//          case client_hello:         Empty;
//          case encrypted_extensions: Empty;
//      };
//  } EarlyDataIndication;
struct EarlyDataIndication {};
template <>
inline constexpr auto wire<EarlyDataIndication> = Empty<EarlyDataIndication>;

struct TicketEarlyDataIndication {
  std::uint32_t max_early_data_size = 0;  // octets of application data
};
template <>
inline constexpr auto wire<TicketEarlyDataIndication> =
    Struct(Field<&TicketEarlyDataIndication::max_early_data_size>(u32));

}  // namespace cxtls
