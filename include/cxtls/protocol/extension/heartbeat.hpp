// heartbeat (RFC 6520, 2): parsed, never offered.
#pragma once
#include "cxtls/protocol/registry/heartbeat_mode.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 6520, 2
//      HeartbeatMode mode;
//  } HeartbeatExtension;
struct HeartbeatExtension {
  HeartbeatMode mode = HeartbeatMode::peer_not_allowed_to_send;
};
template <>
inline constexpr auto wire<HeartbeatExtension> = Struct(Field<&HeartbeatExtension::mode>(wire<HeartbeatMode>));

}  // namespace cxtls
