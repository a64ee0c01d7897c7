// Random as TLS 1.2 divides it (RFC 5246, 7.4.1.2), to be read by tools. cxtls sends 32 random octets: a clock tells
// who one is.
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace hazmat::legacy {

//  struct {                                                RFC 5246, 7.4.1.2
//      uint32 gmt_unix_time;
//      opaque random_bytes[28];
//  } Random;
// To divide a cxtls::Random: parse<hazmat::legacy::Random>(random).
struct Random {
  std::uint32_t gmt_unix_time = 0;
  std::array<std::uint8_t, 28> random_bytes{};
};

}  // namespace hazmat::legacy

template <>
inline constexpr auto wire<hazmat::legacy::Random> =
    Struct(Field<&hazmat::legacy::Random::gmt_unix_time>(u32), Field<&hazmat::legacy::Random::random_bytes>(Bytes<28>));

}  // namespace cxtls
