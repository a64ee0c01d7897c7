// IANA "TLS Heartbeat Modes". RFC 6520, 2: "Upon reception of an unknown mode, an error Alert message using
// illegal_parameter as its AlertDescription MUST be sent in response." So it is closed.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class HeartbeatMode : std::uint8_t {
  peer_allowed_to_send = 1,
  peer_not_allowed_to_send = 2,
};
template <>
inline constexpr auto names<HeartbeatMode> = std::to_array<named<HeartbeatMode>>({
    {HeartbeatMode::peer_allowed_to_send, "peer_allowed_to_send"},
    {HeartbeatMode::peer_not_allowed_to_send, "peer_not_allowed_to_send"},
});
template <>
inline constexpr auto wire<HeartbeatMode> = ClosedEnumClass<HeartbeatMode>(u8);

}  // namespace cxtls
