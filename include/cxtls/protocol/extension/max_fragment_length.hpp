// max_fragment_length: smaller records for small clients (RFC 6066, 4). record_size_limit supersedes it.
#pragma once
#include "cxtls/protocol/registry/max_fragment_length.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  enum{                                                   RFC 6066, 4
//      2^9(1), 2^10(2), 2^11(3), 2^12(4), (255)
//  } MaxFragmentLength;
struct MaxFragmentLengthExtension {
  MaxFragmentLength max_fragment_length = MaxFragmentLength::octets_4096;
};
template <>
inline constexpr auto wire<MaxFragmentLengthExtension> =
    Struct(Field<&MaxFragmentLengthExtension::max_fragment_length>(wire<MaxFragmentLength>));

}  // namespace cxtls
