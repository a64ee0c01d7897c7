// EndOfEarlyData (RFC 8446, 4.5).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {} EndOfEarlyData;                               RFC 8446, 4.5
struct EndOfEarlyData {};
template <>
inline constexpr auto wire<EndOfEarlyData> = Empty<EndOfEarlyData>;

}  // namespace cxtls
