// cookie: state that a server keeps at the client, over a HelloRetryRequest (RFC 8446, 4.2.2).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.2.2
//      opaque cookie<1..2^16-1>;
//  } Cookie;
struct Cookie {
  bytes cookie{};
};
template <>
inline constexpr auto wire<Cookie> = Struct(Field<&Cookie::cookie>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

}  // namespace cxtls
