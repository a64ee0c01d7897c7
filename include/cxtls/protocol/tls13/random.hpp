// The 32 octets of Random, and the values with which a server says something in them (RFC 8446, 4.1.3).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  opaque Random[32];                                      RFC 8446, 4.1.2
using Random = std::array<std::uint8_t, 32>;

// SHA-256 of "HelloRetryRequest": this ServerHello is a HelloRetryRequest.
inline constexpr Random hello_retry_request_random = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                                      0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                                      0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

// The last 8 octets of a server that speaks TLS 1.3 and negotiated TLS 1.2: "DOWNGRD" 01 ...
inline constexpr std::array<std::uint8_t, 8> downgrade_to_tls12 = {0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x01};
// ... or something older: "DOWNGRD" 00.
inline constexpr std::array<std::uint8_t, 8> downgrade_to_tls11 = {0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x00};

// RFC 8446, 4.1.3: "TLS 1.3 clients receiving a ServerHello indicating TLS 1.2 or below MUST check that the last 8
// bytes are not equal to either of these values."
constexpr bool has_downgrade_sentinel(Random const& random) {
  const bytes last = bytes(random).last(8);
  return equal(last, downgrade_to_tls12) || equal(last, downgrade_to_tls11);
}

}  // namespace cxtls
