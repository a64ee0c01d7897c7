// HelloRequest (RFC 5246, 7.4.1.1). cxtls never renegotiates: neither sent nor followed.
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct { } HelloRequest;                                RFC 5246, 7.4.1.1
struct HelloRequest {};
template <>
inline constexpr auto wire<HelloRequest> = Empty<HelloRequest>;

}  // namespace cxtls
