// A public key as an octet string (RFC 8422, 5.4).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8422, 5.4
//      opaque point <1..2^8-1>;
//  } ECPoint;
// Uncompressed for the curves of NIST (RFC 8422, 5.4.1), the key itself for x25519 and x448 (RFC 8422, 5.11).
struct ECPoint {
  bytes point{};
};
template <>
inline constexpr auto wire<ECPoint> = Struct(Field<&ECPoint::point>(PrefixedBytes(u8, {.min = 1, .max = 255})));

}  // namespace cxtls
