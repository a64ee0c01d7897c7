// Finite-field Diffie-Hellman of TLS 1.2 (RFC 5246, 7.4.3), to be read by tools. No handshake of ours has it.
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

//  struct {                                                RFC 5246, 7.4.3
//      opaque dh_p<1..2^16-1>;
//      opaque dh_g<1..2^16-1>;
//      opaque dh_Ys<1..2^16-1>;
//  } ServerDHParams;
struct ServerDHParams {
  bytes dh_p{};
  bytes dh_g{};
  bytes dh_Ys{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::ServerDHParams> =
    Struct(Field<&hazmat::legacy::ServerDHParams::dh_p>(PrefixedBytes(u16, {.min = 1, .max = 65535})),
           Field<&hazmat::legacy::ServerDHParams::dh_g>(PrefixedBytes(u16, {.min = 1, .max = 65535})),
           Field<&hazmat::legacy::ServerDHParams::dh_Ys>(PrefixedBytes(u16, {.min = 1, .max = 65535})));

}  // namespace cxtls
