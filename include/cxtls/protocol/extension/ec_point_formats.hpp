// ec_point_formats: which encodings of a point the sender can parse, in TLS 1.2 (RFC 8422, 5.1.2).
#pragma once
#include "cxtls/protocol/registry/ec_point_format.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8422, 5.1.2
//      ECPointFormat ec_point_format_list<1..2^8-1>
//  } ECPointFormatList;
// That it contains uncompressed is for a handshake of TLS 1.2 to check, which answers with illegal_parameter otherwise;
// TLS 1.3 ignores the extension.
struct ECPointFormatList {
  list<ECPointFormat> ec_point_format_list{};
};
template <>
inline constexpr auto wire<ECPointFormatList> = Struct(
    Field<&ECPointFormatList::ec_point_format_list>(TLSPrefixedArray<ECPointFormat>(u8, {.min = 1, .max = 255})));

}  // namespace cxtls
