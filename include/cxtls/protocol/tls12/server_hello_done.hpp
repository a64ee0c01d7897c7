// ServerHelloDone (RFC 5246, 7.4.5).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct { } ServerHelloDone;                             RFC 5246, 7.4.5
struct ServerHelloDone {};
template <>
inline constexpr auto wire<ServerHelloDone> = Empty<ServerHelloDone>;

}  // namespace cxtls
