// Finished (RFC 8446, 4.4.4).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.4.4
//      opaque verify_data[Hash.length];
//  } Finished;
// The hash belongs to the connection: whoever compares verify_data demands its length too.
struct Finished {
  bytes verify_data{};
};
template <>
inline constexpr auto wire<Finished> = Struct(Field<&Finished::verify_data>(Remaining));

}  // namespace cxtls
