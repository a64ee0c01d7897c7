// truncated_hmac (RFC 6066, 7), to be read by tools. It weakens the MAC of CBC suites, which cxtls doesn't have: never
// offered, so that an answer is unsolicited.
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

// RFC 6066, 7: "The "extension_data" field of this extension SHALL be empty."
struct TruncatedHMAC {};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::TruncatedHMAC> = Empty<hazmat::legacy::TruncatedHMAC>;

}  // namespace cxtls
