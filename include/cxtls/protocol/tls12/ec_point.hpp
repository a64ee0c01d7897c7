// A public key as an octet string (RFC 8422, 5.4).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8422, 5.4
//      opaque point <1..2^8-1>;
//  } ECPoint;
// Uncompressed for the curves of NIST (RFC 8422, 5.4.1); "For the X25519 and X448 curves, the only valid representation
// is the one specified in [RFC7748]" (RFC 8422, 5.4). That its length is the group's is for the key exchange to check.
struct ECPoint {
  bytes point{};
};
template <>
inline constexpr auto wire<ECPoint> = Struct(Field<&ECPoint::point>(PrefixedBytes(u8, {.min = 1, .max = 255})));

}  // namespace cxtls
