// padding: makes a ClientHello longer (RFC 7685, 3).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 7685, 3: "The client MUST fill the padding extension completely with zero bytes, although the padding
// extension_data field may be empty." Whether they are zero is not checked: no one may rely on padding.
struct Padding {
  bytes zeros{};
};
template <>
inline constexpr auto wire<Padding> = Struct(Field<&Padding::zeros>(Remaining));

}  // namespace cxtls
